"""Words of money: an amount that is asked, the fund as the one that pays, a total."""

from __future__ import annotations

from knowledge.text import phrase

MONEY = phrase(
    r"€|\b(?:p[èe]s(?:ent?|aient|ait)|val(?:ent|aient|ait)|vaut|coûtent?|représentent?|euros?|montants?|argent|sommes?|budgets?|millions?|coût\w*|enveloppes?)\b"
)
# The fund named as the one that pays, not as what is asked about: "ils demandaient combien au fonds ?".
PAYER = phrase(
    r"\b(?:au|par le|auprès du|du|pour le|via le) fonds\b|\b(?:budget|financement|subvention|montant|aide|part) ftap\b|\ble fonds? (?:il )?(?:leur |lui |en |y |nous )?"
    r"(?:a|avait|apporte|donne|verse|finance|accorde|met|paye?|paie|prend|contribue|consacre|alloue|investit)\b"
)
IN_ALL = phrase(r"\b(?:en tout|au total|déjà|depuis|dotation|doté|reste|restait|restera|resterait)\b")
