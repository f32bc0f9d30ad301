"""What is none of the assistant's matter, or the asker's own affair, and what reads so and is not."""

from __future__ import annotations

from knowledge.questions import ENDS
from nlu.reading_of_intent import AUDIENCES, COURTESY, FIRST_PERSON, MY, PROJECTS, SHORT, THAT_ONE, Reading, Rule

_TO_COME = frozenset(
    "pourra pourront pourrait pourraient sera seront saura saurons aura auront faudra fera feront passera passeront marchera".split()
)
_FAMILY = frozenset(
    "fille fils enfant enfants neveu neveux niece nieces mere pere parents frere soeur mari femme oncle tante cousin cousine petits".split()
)
_I = frozenset({"je", "j", "me", "m"})
# What makes an affair one's own: a first person, or how to go about it.
_OF_MYSELF = FIRST_PERSON | frozenset(
    "comment ou quel quelle faut peut peux puis pourrais delai delais rendez rdv prendre faire renouveler refaire"
    " recuperer obtenir demander payer declarer retrouver inscrire savoir contester appeler joindre telephone numero"
    " adresse aider aidez aide".split()
)
_BEING = frozenset({"suis"})
_PROVIDED = frozenset("prevu prevue prevus prevues".split())
_THERE_IS = frozenset("ils ont a existe existerait".split())
_YOU_HAVE = frozenset("avez as auriez proposez offrez".split())
_US = frozenset({"moi", "nous"})
_FILLED_IN = frozenset("remplir remplis remplit remplissez signer".split())
_MEANT = frozenset("pense pensais parle parlais".split())
_ENROL = frozenset("inscrit inscrire inscris inscription".split())
_TELL = frozenset("parle parles parlez dis dites donne donnez".split())
_SCORN = frozenset("vent arnaque gaspillage gachis foutaise foutaises bidon fumisterie esbroufe".split())
_RECKONED = frozenset("moyenne arithmetique calcul addition division soustraction".split())
_NO = frozenset("non nan nn pas".split())
_WHICH_OF_YOURS = frozenset("lequel lesquels quel quels existe".split())
_OPINION = frozenset(
    "trouve trouves trouvez pense penses pensez avis parait kiffe kiffes aime aimes aimez jugez prefere"
    " preferes preferez".split()
)
_OF_MINE = frozenset("trouve pense aime kiffe prefere".split())
_OWNERS = MY | {"notre", "nos"}
_LIKE = frozenset("comme tel telle tels telles".split())
_EMPTY_HANDED = frozenset(
    "bredouille bredouilles repartie repartis reparti rentree rentres oubliee oublies oublie".split()
)
_WHICH_ONE = frozenset(
    "plus moins elevee eleve gros grosse petit petite cher chere faible laquelle lequel quel quelle qui quoi est c ca".split()
)
_BALLOT = frozenset("voter votes votez voterais voteriez voteras voterez".split())
_YOUR = frozenset({"votre", "ton", "vos", "tes"})
_VIEWS = frozenset("sentiment avis opinion preference".split())
_JUDGING = frozenset("franchement nul nulle mauvais bon bonne competent incompetent sympa honnete meilleur".split())
_PERSONS = frozenset({("term", "darmanin"), ("term", "mahjoubi")})
_OFFICES = frozenset("fonction fonctions titre poste legende".split())
_IN_OFFICE = frozenset("ministre ministres secretaire politique politiques gouvernement".split())
_COMPOSE = frozenset("redige redigez traduis traduisez composez".split())
_HOMEWORK = frozenset(
    "dissert dissertation devoirs poeme chanson recette cv blague rap comptine conte sonnet haiku histoire fable".split()
)
_SUMMED_UP = frozenset(
    "liste tableau total somme resume recap recapitulatif classement point comparaison calcul".split()
)
_DOING = frozenset("faire fais faites ecris ecrire ecrivez raconte racontez".split())
_MINE = frozenset({"mien", "mienne", "miens", "miennes"})
# What is asked of persons and places, where amounts are none of the matter.
_NO_FIGURE = frozenset({"place", "people", "date"})
_WINNERS = frozenset("gagnant gagnants laureat laureats elus retenus".split())
_ABOUT_SO_MUCH = frozenset("mieux plus moins ecart difference genre pres presque environ quasi quasiment rond".split())
_OF_THE_FUND = frozenset("laureat laureate laureats laureates fonds ftap appel subvention".split())


def project_for_me(reading: Reading) -> str | None:
    """A project is asked for, not one's affair settled: "je suis patron : quel projet aide à exporter ?"."""
    asked = reading.says(PROJECTS) or "projects" in reading.wanted
    asked = asked or ("amount" in reading.wanted and reading.holds("organisation"))  # "ce que la Chancellerie a reçu"
    asked = asked or (reading.unsure and reading.has_name and reading.says(_PROVIDED))
    asked = asked or (len(reading.wanted) > 1 and reading.has_topic)  # two questions on one project
    offered = reading.unsure and reading.topics & AUDIENCES and reading.says(_YOU_HAVE) and reading.says(_US)
    asked = asked or bool(offered)  # "je suis chef d'entreprise, qu'est-ce que vous avez pour moi ?"
    helped = "chatbot" in reading.topics and reading.says(_THERE_IS)
    asked = asked or helped  # "ma carte grise traîne, ils ont pas un assistant virtuel ?"
    return reading.told_first("ask_projects") if reading.intent == "personal_procedure" and asked else None


def to_come(reading: Reading) -> str | None:
    """What will be possible is what a project is for: "pourra-t-on payer en ligne les droits de succession ?"."""
    nobodys = reading.intent == "personal_procedure" and reading.says(_TO_COME)
    nobodys = nobodys and (not reading.says(FIRST_PERSON) or (reading.says(_FAMILY) and not reading.says(_I)))
    return "ask_description" if nobodys and (reading.has_name or reading.holds("refers")) else None


def topic_of_all(reading: Reading) -> str | None:
    """A topic without an I is nobody's own: "comment veut-on attraper les gros tricheurs aux impôts ?"."""
    topic = reading.intent == "personal_procedure" and reading.unsure and reading.has_topic and not reading.says(_I)
    topic = topic and (not reading.says({"moi"}) or reading.says(_TELL))  # "combien d'impôts en moins pour moi ?"
    return reading.told_first("ask_projects", besides=("ask_date", "ask_place")) if topic else None


def name_of_all(reading: Reading) -> str | None:
    """A name is nobody's own where nothing is to be done: "l'héritage bien sûr, on paie même quand on est mort"."""
    own = _OF_MYSELF - {"moi"} if reading.says(_TELL) else _OF_MYSELF  # "parle-moi des titres de séjour"
    if reading.intent != "personal_procedure" or not reading.has_name or reading.says(own):
        return None
    return "follow_up" if reading.holds("refers") or reading.says(_NO) else "ask_projects"


def own_house(reading: Reading) -> str | None:
    """A body may be somebody's own house: "et l'Éducation nationale, ma vieille maison ?"."""
    body = reading.intent == "personal_procedure" and reading.holds("organisation") and reading.holds("refers")
    who = _I | _BEING if reading.says(_BEING) else frozenset()  # "et la Santé ? Je suis infirmière"
    return "follow_up" if body and reading.others & _OF_MYSELF <= _OWNERS | who else None


def attributed(reading: Reading) -> str | None:
    """A project and a body are no affair of one's own: "une élève attribue la licence à l'Éducation nationale. …"."""
    both = reading.intent == "personal_procedure" and reading.unsure and reading.holds("project")
    return "ask_carrier" if both and reading.holds("organisation") else None


def put_right(reading: Reading) -> str | None:
    """Who puts right what was meant goes on: "je voulais dire pour les gens qui héritent", "je pensais à celle pour exporter"."""
    topic = reading.intent == "personal_procedure" and reading.has_topic
    meant = reading.says(_MEANT) and reading.says(THAT_ONE)
    chosen = reading.says(THAT_ONE) and not reading.says(
        _OF_MYSELF - _OWNERS
    )  # "celle pour les étrangers, ma belle-fille…"
    return "follow_up" if topic and (meant or chosen or (reading.unsure and reading.holds("negation"))) else None


NOT_ONES_OWN: tuple[Rule, ...] = (put_right, project_for_me, to_come, attributed, topic_of_all, name_of_all, own_house)


def enrolled(reading: Reading) -> str | None:
    """Where to enrol is one's own affair: "elle s'inscrit où, pour en profiter ?"."""
    account = {"creer", "compte"} <= reading.others and reading.intent == "ask_privacy"
    where = account or (reading.intent in ("ask_source", "ask_place") and reading.says(_ENROL))
    return "personal_procedure" if where and not (reading.has_name or reading.holds("call", "unit")) else None


def service_asked(reading: Reading) -> str | None:
    """A service is asked, rather than an answer: "pouvez-vous remplir sa déclaration de succession ?"."""
    if reading.intent == "ask_capabilities" and reading.says(_FILLED_IN) and reading.says(_I):
        return "personal_procedure"  # "tu peux me le remplir ?"
    of_ours = reading.has_topic and reading.intent != "ask_capabilities"
    of_ours = of_ours or reading.says(_FILLED_IN)  # "pourriez-vous m'en remplir une ?"
    likely = (reading.unsure and of_ours) or reading.intent in ("personal_procedure", "ask_description")
    likely = likely or (reading.intent == "ask_quote" and reading.says(_FILLED_IN))
    return "personal_procedure" if reading.holds("errand") and likely and not reading.wanted else None


def one_of_yours(reading: Reading) -> str | None:
    """One of the projects is asked for: "lequel de vos projets la regarde ?"."""
    which = reading.intent == "out_of_scope" and reading.says(PROJECTS) and reading.says(_WHICH_OF_YOURS)
    return "ask_projects" if which and not reading.says(_OPINION) else None


def body_left_out(reading: Reading) -> str | None:
    """A body that got nothing is our matter: "l'Éducation nationale est-elle rentrée bredouille ?"."""
    left_out = reading.holds("organisation") and reading.says(_EMPTY_HANDED)
    return "ask_projects" if left_out and reading.intent in ("out_of_scope", "personal_procedure") else None


def the_most(reading: Reading) -> str | None:
    """Which is the most is asked of projects: "la plus élevée, c'est laquelle ?"."""
    most = reading.intent == "out_of_scope" and not reading.operations.isdisjoint(ENDS)
    return "ask_projects" if most and not reading.left - _WHICH_ONE else None


def body_supposed(reading: Reading) -> str | None:
    """A body is our matter where it is wondered at: "la Bibliothèque nationale non plus, j'imagine"."""
    wondered = reading.intent == "out_of_scope" and reading.holds("organisation") and reading.holds("yes_no")
    return "follow_up" if wondered and not reading.wanted else None


def region_supposed(reading: Reading) -> str | None:
    """A region is our matter where it is missed: "pas la Bretagne ? Mon sénateur y est élu"."""
    missed = reading.intent == "out_of_scope" and reading.holds("region") and reading.says(_NO)
    return "follow_up" if missed and not (reading.wanted or reading.speaks_to_you) else None


def split_by_head(reading: Reading) -> str | None:
    """How a sum is split is our matter: "ce qui fait combien par tête ?"."""
    split = reading.intent == "out_of_scope" and reading.unsure and ("unsaid", "split") in reading.found
    made_of = reading.intent == "out_of_scope" and ("unsaid", "technical") in reading.found
    split = split or (made_of and reading.holds("refers", "pronoun"))  # "et il est codé avec quoi, du python ?"
    return "ask_unsaid" if split else None


OF_OUR_MATTER: tuple[Rule, ...] = (one_of_yours, body_left_out, the_most, body_supposed, region_supposed, split_by_head)


def vote_asked(reading: Reading) -> str | None:
    """The assistant does not vote: "entre nous, tu voterais pour qui ?"."""
    return "out_of_scope" if reading.says(_BALLOT) and reading.speaks_to_you else None


def opinion_asked(reading: Reading) -> str | None:
    """The assistant has no opinion: "franchement, vous pensez quoi de Macron ?", "quel est votre sentiment ?"."""
    views = reading.says(_YOUR) and reading.says(_VIEWS)
    # "Il paraît qu'un projet relie les labos, qu'en savez-vous ?"
    hearsay = "il" in reading.others and reading.others & _OPINION == {"parait"}
    # "Je ne trouve pas un seul projet sur la sécheresse, vous en voyez un ?"
    own = reading.says(_I) and reading.others & _OPINION <= _OF_MINE
    sought = reading.speaks_to_you and reading.says(_OPINION) and not (hearsay or own)
    sought = sought and not reading.says(_EMPTY_HANDED)
    # "On aime les séries avec la police… Existe-t-il un projet là-dessus chez vous ?"
    sought = sought and not (reading.intent == "ask_projects" and not reading.unsure and reading.has_topic)
    of_projects = reading.holds("wants", "operation", "amount", "count", "doubt")
    return "out_of_scope" if views or (sought and not of_projects) else None


def scorned(reading: Reading) -> str | None:
    """Scorn asks nothing: "le numérique dans l'État, c'est du vent, non ?"."""
    told = reading.wanted or reading.operations or reading.holds("amount", "count", "unsaid", "call")
    return "out_of_scope" if reading.unsure and reading.says(_SCORN) and not told else None


def work_asked(reading: Reading) -> str | None:
    """The assistant does nobody's work: "rédige-moi l'introduction de mon mémoire", "tu peux me faire ma dissert de philo ?"."""
    composed = reading.says(_COMPOSE) and "moi" in reading.others
    composed = composed and not reading.holds("project", "organisation", "call")
    chore = reading.intent == "ask_capabilities" and {"me", "faire"} <= reading.others and not reading.has_name
    if chore and not (reading.wanted or reading.says(_SUMMED_UP)):
        return "out_of_scope"  # "tu peux me faire une séance de fractionné ?"
    homework = reading.says(_HOMEWORK) and reading.says(_DOING) and (reading.speaks_to_you or "moi" in reading.others)
    return "out_of_scope" if composed or homework else None


BEYOND: tuple[Rule, ...] = (opinion_asked, scorned, work_asked)


def mine(reading: Reading) -> str | None:
    """What is mine is my own affair: "la mienne est à quelle fourrière ?", not "pas comme le mien"."""
    corrects = reading.holds("negation") and reading.has_topic
    of_others = (
        corrects or reading.has_parts or reading.holds("count", "organisation")
    )  # "quatre régions, et pas la mienne ?"
    weighs = not reading.operations.isdisjoint({"compare", "sum", "share"})  # "quel écart avec le mien, l'export ?"
    own = reading.says(_MINE) and not reading.says(_LIKE) and not (of_others or weighs)
    return "personal_procedure" if own else None


def judged(reading: Reading) -> str | None:
    """No person is judged: "Darmanin, bon ministre ou pas ?"."""
    person = bool(reading.found & _PERSONS) or reading.says(_IN_OFFICE)
    judges = reading.intent == "ask_people" and reading.says(_JUDGING) and "ai" not in reading.others
    judges = judges and not reading.says(_OFFICES)  # "sa fonction est bonne ?"
    return "out_of_scope" if judges and person else None


def one_thing_asked(reading: Reading) -> str | None:
    """A turn of phrase says what is asked: "à quelle occasion, je vous prie ?", "et elle sert à quoi ?"."""
    if reading.intent != "out_of_scope":
        return None
    if reading.wanted & _NO_FIGURE and len(reading.left - COURTESY) < SHORT:
        return f"ask_{next(iter(reading.wanted))}"
    named = reading.holds("organisation", "project", "keyword") and not reading.holds("unit", "wants")
    if reading.unsure and named and "combien" in reading.others:
        return "ask_amount"  # "Radio France combien, j'ai deux minutes"
    of_it = reading.wanted == {"description"} and reading.holds("singular", "pronoun")  # "et il sert à quoi ?"
    alone = (reading.unsure or of_it or "sum" in reading.operations) and not reading.speaks_to_you
    return reading.of_one_thing if alone else None


def figure_alone(reading: Reading) -> str | None:
    """A sum in few words goes on from what was told: "200 000 de mieux, je dirais"."""
    alone = reading.intent == "out_of_scope" and reading.unsure and reading.holds("amount")
    weighed = reading.says(_ABOUT_SO_MUCH) and len(reading.left - COURTESY) <= SHORT and not reading.speaks_to_you
    weighed = weighed or reading.says(_RECKONED)  # "soit, en moyenne, 140 millions l'an : mon arithmétique est bonne ?"
    return "follow_up" if alone and weighed else None


def of_the_fund(reading: Reading) -> str | None:
    """A name beside words of the fund is our matter: "la mairie de Lyon est-elle lauréate ?"."""
    among = {"fait", "partie"} <= reading.others and reading.says(_WINNERS)
    if among and reading.intent in ("out_of_scope", "personal_procedure"):
        return "ask_projects"  # "la caisse de retraite fait partie des gagnants ?", by a pensioner
    ours = reading.intent == "out_of_scope" and reading.has_name and reading.says(_OF_THE_FUND)
    return "ask_projects" if ours else None
