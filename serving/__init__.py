"""Starting the assistant: its process, its actions, its model.

The settings below must stand before TensorFlow and Rasa are imported, so they stand here.
"""

import os
import warnings

from serving.without_tensorflow import leave_out

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("LOG_LEVEL", "ERROR")  # this also silences its progress bars
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
# Rasa keeps a copy of every training step on disk, and spends more time on it than it saves here.
os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")

# Rasa's dependencies warn of their own ageing at each start; several reset the filters, so the printing is silenced.
warnings.showwarning = lambda *args, **kwargs: None

leave_out()
