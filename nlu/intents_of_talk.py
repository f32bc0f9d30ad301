"""What reads as talk, or as about the assistant, and is not; what is talk after all."""

from __future__ import annotations

from nlu.reading_of_intent import AUDIENCES, FIRST_PERSON, MY, PROJECTS, THAT_ONE, YOU, Reading, Rule

# Talk, which words that ask for something belie: "vous pouvez tous les citer ?" is no question about the assistant.
_TALK = frozenset("affirm deny thank complain repeat ask_capabilities ask_bot ask_human".split())
# What a doubt is misread as.
_SHRUGGED = frozenset({"complain", "out_of_scope", "repeat", "ask_count", "ask_bot"})
# Names of this assistant as well as of a project.
_AUTOMATON = frozenset("robot robots bot bots automate automates".split())
# "C'est une machine qui me répond ?"
_TO_ME = frozenset("me repond reponds repondez parle parles ecrit".split())
_SPEAKING_OF = frozenset("parlez parles evoquez evoques mentionnez citez decrivez".split())
_SOMEONE = frozenset("personne machine humain humaine".split())
_HELLO = frozenset("bonjour bonsoir salut hello coucou bjr slt".split())
_PRESENTING = frozenset("suis prepare travaille ecris redige fais chuis ici".split())
# What an introduction is misread as.
_NOTHING_ASKED = frozenset({"out_of_scope", "personal_procedure", "nlu_fallback"})
_FEW = 3
_AGAIN = frozenset("redites redis redire repete repetez repeter".split())
# "Merci bien, à la revoyure !", "merci quand même."
_IN_THANKS = frozenset({"bien", "meme", "beaucoup", "infiniment"})
_GRATEFUL = frozenset("merci depanne nickel nikel impeccable".split())
_FAREWELL = frozenset("ciao tchao ciaociao adieu bye".split())
_WHAT = frozenset({"quoi", "koi"})
_THEIRS = frozenset({"son", "leur"})
_COLLEAGUES = frozenset("collegue compere acolyte homologue binome".split())
_MADE = frozenset("fabrique concu cree programme developpe construit code invente entraine".split())
_HELP = frozenset("aider aidez aide".split())
_ASKING = frozenset(
    "ma mon mes koi quoi comment ou quel quelle quels quelles faut peut peux puis pourrais voudrais veux dois besoin aider aidez aide".split()
)
# What one may ask of a servant, not of this assistant.
_ERRANDS = frozenset(
    "reserver commander acheter traduire telephoner reveiller chanter jouer dessiner livrer cuisiner".split()
)
_KNOW = frozenset("connais connaissez connait".split())
_TELL_THEM = frozenset("citer lister nommer enumerer enoncer detailler rappeler presenter decrire resumer".split())
_TELL_ME = frozenset("dire expliquer preciser rappeler".split())
_YOU_DO = frozenset("sers sert servez fais faites sais savez es etes".split())
_ALL = frozenset({"tous", "toutes"})


def robot_spoken_to(reading: Reading) -> str | None:
    """A robot may be the assistant, not that of a project: "je parle à un robot là ?"."""
    here = reading.intent == "ask_bot" and reading.has_name and reading.named <= _AUTOMATON
    return "ask_bot" if here and not reading.says(PROJECTS) else None


def hello_to_a_robot(reading: Reading) -> str | None:
    """The robot that is greeted is the assistant: "bonjour cher robot !"."""
    greeted = reading.has_name and reading.named <= _AUTOMATON and reading.says(_HELLO)
    return "greet" if greeted and len(reading.others) <= _FEW and not (reading.wanted or reading.operations) else None


def project_spoken_of(reading: Reading) -> str | None:
    """A project by its full name is no assistant: "vous parlez d'un chatbot au ministère de l'Intérieur ?"."""
    named = reading.intent == "ask_bot" and reading.unsure and reading.holds("project")
    of_it = named and bool(reading.named - _AUTOMATON) and reading.says(_SPEAKING_OF)
    return reading.told_first("ask_description") if of_it else None


def made_by(reading: Reading) -> str | None:
    """Who made the assistant is asked of it: "c'est qui les gens qui t'ont fabriqué ?"."""
    made = reading.intent in ("ask_people", "ask_carrier") and reading.speaks_to_you and reading.says(_MADE)
    return "ask_bot" if made and not reading.has_name else None


def introduced(reading: Reading) -> str | None:
    """Who introduces himself says hello: "bonjour, je prépare un épisode…", "bonjour, police municipale ici"."""
    hello = reading.intent in _NOTHING_ASKED and reading.unsure and reading.says(_HELLO) and reading.says(_PRESENTING)
    few = not reading.has_name or len(reading.left) < _FEW
    likely = reading.intent == "personal_procedure" and reading.says(_HELLO) and reading.says(_PRESENTING)
    audience = likely and reading.topics <= AUDIENCES and not reading.says(_ASKING)  # "je suis étudiante de Pologne"
    return "greet" if (audience or (hello and few)) and not (reading.wanted or reading.operations) else None


def data_respected(reading: Reading) -> str | None:
    """A project may respect data: "est-ce qu'il respecte les données personnelles ?"."""
    of_it = reading.intent == "ask_privacy" and reading.holds("singular") and reading.has_topic
    return "ask_description" if of_it and not reading.says(YOU | FIRST_PERSON) else None


def sum_to_split(reading: Reading) -> str | None:
    """How a sum is split is not told: "vous pouvez me décomposer cette somme ?"."""
    return "ask_unsaid" if reading.intent == "ask_capabilities" and ("unsaid", "split") in reading.found else None


def help_asked(reading: Reading) -> str | None:
    """Help is asked for one's own affair: "mon visa se termine, pouvez-vous m'aider ?"."""
    own = reading.intent == "ask_capabilities" and reading.says(MY) and reading.says(_HELP)
    return "personal_procedure" if own else None


def possible_there(reading: Reading) -> str | None:
    """What one can do with a project is nothing that the assistant does: "on pourra aussi y aller la nuit ?"."""
    there = reading.intent == "ask_capabilities" and not reading.speaks_to_you
    pronoun = reading.holds("pronoun", "singular") and not reading.says(FIRST_PERSON)
    return "follow_up" if there and (reading.unsure or "on" in reading.others or pronoun) else None


OF_THE_ASSISTANT: tuple[Rule, ...] = (data_respected, sum_to_split, help_asked, possible_there)


def which_call(reading: Reading) -> str | None:
    """A call is wondered at, though "t" is a word for you: "c t kel appel"."""
    called = reading.intent == "ask_bot" and ("unit", "call") in reading.found
    return "ask_unsaid" if called and not reading.says(YOU - {"t"}) else None


def figures_checked(reading: Reading) -> str | None:
    """Figures are no data about persons: "33 projets pour 372 millions : les données sont bonnes ?"."""
    return "ask_amount" if reading.intent == "ask_privacy" and reading.holds("amount", "count") else None


def told_one_by_one(reading: Reading) -> str | None:
    """What was told of is to be told one by one: "pouvez-vous les énoncer ?"."""
    pointed = reading.intent == "ask_capabilities" and reading.holds("refers")
    return "follow_up" if pointed and reading.says(_TELL_THEM) else None


def colleague_asked(reading: Reading) -> str | None:
    """Somebody's colleague, or one of a body, is nobody to be put through to: "et son collègue ?", "pas quelqu'un des Armées ?"."""
    if reading.intent == "ask_human" and reading.unsure and reading.holds("organisation"):
        return "follow_up"
    if reading.intent == "ask_human" and "nom" in reading.others and reading.holds("singular"):
        return "ask_people"  # "rappelez-moi son nom"
    theirs = reading.intent == "ask_human" and reading.says(_THEIRS) and reading.says(_COLLEAGUES)
    return "follow_up" if theirs else None


def projects_looked_for(reading: Reading) -> str | None:
    """Projects are looked for: "pas un seul projet contre la sécheresse, vous en voyez un ?", "les connaissez-vous tous ?"."""
    looked = reading.intent == "ask_bot" and reading.unsure and reading.says(PROJECTS)
    known = reading.intent == "ask_capabilities" and reading.unsure and reading.says(_KNOW) and reading.says(_ALL)
    return "ask_projects" if looked or known else None


def asked_with_a_greeting(reading: Reading) -> str | None:
    """No hello names something: "je lis : « le Grand plan, annoncé en 2016 ». C'est la bonne année ?"."""
    named = reading.intent in ("greet", "goodbye") and len(reading.ranked) > 1 and reading.holds("term", "call")
    return reading.ranked[1] if named and not (reading.says(_HELLO) or reading.holds("amount", "count")) else None


def noted_otherwise(reading: Reading) -> str | None:
    """Who had heard something else doubts: "à la radio, moi j'ai entendu 31"."""
    misread = (
        reading.intent in (*_NOTHING_ASKED, "complain", "repeat", "goodbye", "greet")
        and reading.unsure
        and reading.holds("doubt")
    )
    return "ask_source" if misread and not (reading.wanted or reading.operations) else None


MISHEARD: tuple[Rule, ...] = (
    noted_otherwise,
    which_call,
    figures_checked,
    told_one_by_one,
    colleague_asked,
    projects_looked_for,
    asked_with_a_greeting,
)


def took_leave(reading: Reading) -> str | None:
    """Who takes leave asks nothing, whatever he is off to: "ciao, je file prendre mon métro"."""
    off = reading.intent in _NOTHING_ASKED and reading.says(_FAREWELL) and not reading.says(_ASKING - MY)
    return "goodbye" if off and not (reading.wanted or reading.operations) else None


def thanked(reading: Reading) -> str | None:
    """Thanks ask nothing, whatever goes with them: "merci, et que Dieu vous garde"."""
    thanks = reading.intent in (
        "out_of_scope",
        "repeat",
        "complain",
        "ask_source",
        "personal_procedure",
    ) and reading.says(_GRATEFUL)
    topic = reading.holds("topic") and "merci" in reading.others and not reading.says(_IN_THANKS)
    asks = reading.has_name or topic or reading.wanted or reading.operations
    likely = "thank" in reading.ranked[:2] and reading.says(_GRATEFUL)  # "merci bien pour ces renseignements"
    likely = likely and not (reading.wanted or reading.operations)
    return "thank" if (thanks and not asks) or likely else None


def called_names(reading: Reading) -> str | None:
    """A gang of something is name-calling, whoever else is spoken of: "bande de guignols, et rien pour les patrons !"."""
    called = "insult" in reading.ranked[:4] and reading.says({"bande"})
    return "insult" if called and not (reading.wanted or reading.operations) else None


def said_again(reading: Reading) -> str | None:
    """What was said is to be said again: "vous pouvez répéter ?"."""
    again = reading.says(_AGAIN) and not (reading.has_name or reading.holds("call", "amount", "term", "earliest"))
    return "repeat" if again else None


def automated(reading: Reading) -> str | None:
    """What a project uses is not what one talks to: "avec de l'intelligence artificielle, j'imagine ?"."""
    of_it = (
        reading.intent == "ask_bot" and bool(reading.named - _AUTOMATON) and not reading.says(YOU | _TO_ME | _SOMEONE)
    )
    of_it = of_it and not (reading.topics == {"ia"} and reading.says({"es", "tes", "etes"}))  # "t'es une IA ?"
    return "follow_up" if of_it else None


def complement_asked(reading: Reading) -> str | None:
    """The others are asked for: "il en manque quinze, là !", "c'est tout ?"."""
    talk = reading.intent in ("complain", "ask_capabilities", "goodbye")
    return "follow_up" if talk and reading.holds("complement") else None


def errand(reading: Reading) -> str | None:
    """The assistant runs no errands: "tu peux me réserver un train ?"."""
    asked = reading.says(_ERRANDS) or (reading.unsure and reading.holds("errand"))
    return "out_of_scope" if reading.intent == "ask_capabilities" and asked else None


def done_for_a_topic(reading: Reading) -> str | None:
    """Those who are asked what they do are not the assistant: "les SDF, vous faites quoi ?"."""
    topic = reading.intent == "ask_capabilities" and reading.has_topic
    return reading.told_first("ask_projects") if topic else None


OF_SOMETHING_FOUND: tuple[Rule, ...] = (automated, complement_asked, errand, done_for_a_topic)


def asked_with_hello(reading: Reading) -> str | None:
    """A hello that asks what there is for somebody is one for projects: "slt jsuis étudiant, y a quoi pour nous"."""
    asked = reading.intent == "greet" and reading.has_topic and reading.says(_WHAT) and reading.holds("refers")
    return "ask_projects" if asked else None


def asked_on_leaving(reading: Reading) -> str | None:
    """No hello or goodbye asks for something: "dites-m'en plus, ça va amener quoi de neuf ?"."""
    parting = reading.intent in ("greet", "goodbye") and not reading.says(_HELLO)
    return reading.of_one_thing if parting else None


def figure_on_leaving(reading: Reading) -> str | None:
    """No hello or goodbye holds a figure: "et à plus de 10 ?"."""
    figure = reading.intent in ("greet", "goodbye") and reading.holds("amount", "count")
    return "follow_up" if figure and reading.unsure else None


def asked_in_talk(reading: Reading) -> str | None:
    """What asks for something is no talk: "vous savez au moins le montant ?", "vous pouvez tous les citer ?"."""
    if reading.intent not in _TALK or _is_talk(reading):
        return None
    weighed = reading.operations <= {"compare", "highest"} and not (reading.wanted or reading.has_name)
    if reading.intent == "thank" and weighed and "?" not in reading.others:
        return None  # "mieux que rien, merci !", "merci champion !"
    return "ask_projects" if reading.operations else reading.of_one_thing


def doubted(reading: Reading) -> str | None:
    """Who doubts asks for the source: "t'es sûr ? ce n'est pas beaucoup"."""
    alone = reading.intent in _SHRUGGED and not (reading.has_name or reading.holds("call", "amount"))
    return "ask_source" if alone and reading.holds("doubt") else None


def more_than_yes_or_no(reading: Reading) -> str | None:
    """A yes or a no names nothing: "Arte non plus ?"."""
    more = reading.intent in ("affirm", "deny", "repeat") and (reading.has_name or reading.holds("call", "amount"))
    return "follow_up" if more else None


IN_PASSING: tuple[Rule, ...] = (
    asked_with_hello,
    asked_on_leaving,
    figure_on_leaving,
    asked_in_talk,
    doubted,
    more_than_yes_or_no,
)


def that_one(reading: Reading) -> str | None:
    """One of those told is pointed at: "celui quand on te l'enlève parce que t'es mal garé"."""
    pointed = reading.intent in ("ask_unsaid", *_TALK) and reading.has_name and reading.says(THAT_ONE)
    return "follow_up" if pointed and not reading.holds("unsaid", "wants") else None


def _is_talk(reading: Reading) -> bool:
    """Whether what reads as talk is talk: it asks for no one thing, or asks it of the assistant."""
    if reading.operations & {"highest", "lowest", "sum", "compare"}:
        return False
    if reading.wanted == {"place"}:
        return True  # "ou" is more often "or" there than "where"
    if reading.wanted == {"description"} and reading.says(_TELL_ME) and not reading.says(_YOU_DO):
        return False  # "tu peux me dire qui va en profiter ?"
    return len(reading.wanted) != 1 or (reading.speaks_to_you and not reading.wanted & {"projects", "amount", "count"})
