"""Words of money: an amount that is asked, the fund as the one that pays, a total."""

from __future__ import annotations

import re

MONEY = re.compile(
    r"€|\b(?:p[èe]sent?|valent|vaut|coûtent?|représentent?|euros?|montants?|argent|sommes?|budgets?|millions?|coût\w*|enveloppes?)\b",
    re.I,
)
# The fund named as the one that pays, not as what is asked about: "ils demandaient combien au fonds ?".
PAYER = re.compile(
    r"\b(?:au|par le|auprès du|du|pour le) fonds\b|\ble fonds? (?:il )?(?:leur |lui |en |y |nous )?"
    r"(?:a|avait|apporte|donne|verse|finance|accorde|met|paye?|paie|prend|contribue|consacre|alloue|investit)\b",
    re.I,
)
IN_ALL = re.compile(r"\b(?:en tout|au total|déjà|depuis|dotation|doté|reste|restait|restera|resterait)\b", re.I)
