"""Whole turns, by what they mean rather than by a scenario: a few of each way to go on, in words of no set."""

import uuid

import pytest

INTERIOR = "Projets de l'Intérieur ?"
TWO = ("montant du cloud ?", "et de franceconnect ?")


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        # What is wondered of one project: whether it is the largest, among the first, above a bound, below another.
        (("La fraude fiscale, c'est le plus gros projet ?",), ("Non.", "France Cloud")),
        (("Combien pour l'export ?", "il figure sur le podium ?"), ("Non.", "24,3", "13,4")),
        (("La radio a touché plus de trois millions ?",), ("Non.", "1,5")),
        (("Combien pour la licence ?", "c'est moins que la radio ?"), ("Non.", "12,8", "1,5")),
        (("Combien pour la radio ?", "plus ou moins que l'export ?"), ("Moins.", "6", "1,5")),
        (("Combien pour l'export ?", "je pensais 9 millions, c'est tout ?"), ("Non.", "6")),
        # Those beyond it, or beside it.
        (("Quels projets ont touché davantage que l'export ?",), ("licence", "13,4", "7")),
        (("Quel autre projet a obtenu autant que le droit du travail ?",), ("sans abri",)),
        (
            ("Combien pour le contrôle fiscal ?", "ça recourt à l'IA ?", "y en a-t-il un autre qui s'en sert ?"),
            ("étranger",),
        ),
        # What is taken for granted: a place, a length of time, a factor, a figure that is another one, a number of things.
        (("Les labos de police arrivent bien septièmes, non ?",), ("Oui.", "5,1")),
        (("La formation en ligne est troisième du classement ?",), ("Non.", "4,9")),
        (("FranceConnect, projet le plus cher des deux appels, a reçu combien ?",), ("Non.", "24,3", "19,3")),
        (("Combien pour le contrôle fiscal ?", "et juste derrière, c'est bien l'export ?"), ("Non.", "6")),
        (("Pourquoi répartir les 700 millions sur huit ans ?",), ("Non.", "5 ans")),
        (("La licence a touché trois fois plus que l'export ?",), ("Non.", "12,8", "6")),
        (("Les 300 millions accordés au deuxième appel, c'est énorme.",), ("Non.", "69")),
        (("Les candidats de novembre sollicitaient 757 millions auprès du fonds ?",), ("Non.", "300")),
        (("Les vingt-cinq ministères candidats au premier appel, lesquels ?",), ("Non.", "15")),
        (("La formation en ligne, ouverte à 200 000 agents, coûte combien ?",), ("Non.", "900 000", "4,9")),
        (("L'Intérieur n'a obtenu qu'un projet ?",), ("Non.", "4 projets")),
        (("La DINSIC, qui a eu 60 millions, en fait quoi ?",), ("Non.", "43,6")),
        (("Radio France était au premier appel, exact ?",), ("deuxième appel",)),
        (("Projets sur le logement ?", "celui des sans-abri a bien eu le plus ?"), ("Non.", "2,1")),
        (("Qui porte l'export ?", "la Justice le pilote avec eux ?"), ("Non.", "Business France")),
        (("Le deuxième appel a bien été lancé le 12 novembre ?",), ("Non.", "20 juin 2018")),
        (("Les 195 millions du deuxième appel, on en fait quoi ?",), ("Non.", "69", "195")),
        (("Le fonds, c'est 500 millions sur cinq ans ?",), ("Non.", "700")),
        (("Il restait 505 millions à la mi-novembre ?",), ("Oui.", "505")),
        (("Pourquoi avoir retenu la Bretagne pour mutualiser les achats de l'État ?",), ("Bourgogne-Franche-Comté",)),
        (("La moyenne du deuxième appel est d'environ 9 millions, je crois",), ("4,3",)),
        # Who applied is asked of a call, whatever body was spoken of.
        (("Combien pour la Culture ?", "et combien d'opérateurs ont postulé au deuxième appel ?"), ("18",)),
        (("Qui a candidaté au premier appel ?",), ("15", "42")),
        (("Quelles sortes d'administrations ont concouru au deuxième appel ?",), ("15", "18", "13")),
        # Two bodies, of which one was spoken of; who sits with whom; what the fund pays for.
        (
            ("Projets du Travail ?", "si j'ajoute ceux de la Culture, ça monte à combien pour les deux ministères ?"),
            ("3,4",),
        ),
        (("Qui dirige le comité de pilotage ?", "Accompagné de qui ?"), ("SGPI",)),
        (("le chatbot, c'est financé par le fonds ?",), ("325 000",)),
        # Two questions, of which the second is about a month, or weighs all.
        (("C'est quoi le fonds, et qui a eu le plus en novembre ?",), ("Action publique 2022", "13,4")),
        (("Le FTAP, c'est quoi au juste, et quel projet a eu le moins ?",), ("Action publique 2022", "325 000")),
        # From one figure of a call to another.
        (("Combien réclamaient les candidats du second appel ?", "et accordé ?"), ("69",)),
        (("Coût total des projets de novembre 2018 ?", "le fonds en finance combien ?"), ("69",)),
        (("Combien de ministères candidats au premier appel ?", "et d'opérateurs au second ?"), ("18",)),
        (
            ("Combien de dossiers au premier appel ?", "et au second ?", "quel taux de réussite à chaque appel ?"),
            ("14", "26"),
        ),
        (("Les deux appels ont retenu combien de projets ?", "en moyenne, ça donne quoi par projet ?"), ("5,9",)),
        (("À combien se monte le fonds ?", "ça fait combien par an en moyenne ?"), ("140",)),
        # Circumstances of what was stated.
        (("Qui a dévoilé les lauréats de novembre ?", "quel jour ?"), ("12 novembre 2018",)),
        (("Quand le grand plan d'investissement fut-il présenté ?", "annoncé par qui ?"), ("Premier ministre",)),
        (("Qui préside le comité ?", "et les autres membres ?"), ("DITP", "budget")),
        (("Combien de temps s'est écoulé entre le lancement du deuxième appel et ses résultats ?",), ("145",)),
        (("Dotation du fonds ?", "soit, par an ?"), ("140",)),
        (("Combien pour l'export ?", "combien reste-t-il des 700 millions ?"), ("505",)),
        ((*TWO, "et qui a fait la sélection, quand ?"), ("comité de pilotage", "31 octobre")),
        (("Sur quels critères choisit-on ? C'est pour classer mes dossiers.",), ("4 critères",)),
        (("Sur quels critères a-t-on trié les dossiers ? Pouvez-vous m'éclairer ?",), ("4 critères",)),
        # Calls side by side: by what is named, else by all that is known of them.
        (("Comparez les deux appels.",), ("126", "69", "122", "61", "17", "16")),
        (("Comparez les dossiers des deux appels et leurs lauréats",), ("122", "61", "17", "16")),
        (("Compare les taux de sélection des deux appels",), ("13,9", "26,2")),
        # Places of a ranking, beyond those told and within a body.
        (("Le podium ?", "et le cinquième ?", "écart entre le premier et le cinquième ?"), ("17,3",)),
        (("Le plus gros projet de l'Intérieur ?", "ensuite ?", "et ensuite ?"), ("ourrières", "1,7")),
        (("À quel rang est le contrôle fiscal ?", "lesquels le devancent ?", "et juste derrière lui ?"), ("licence",)),
        # A whole that is a body's, a part of a call's.
        (("Le cloud, c'est combien pour cent des 43,6 millions ?",), ("55,7",)),
        (("Combien pour l'export ?", "quelle part du total du deuxième appel ?"), ("8,7",)),
        (("Qui porte la licence ?", "et le total obtenu par le ministère qui la porte ?"), ("12,8",)),
        # What a list leaves, and its ends.
        (
            ("Quels projets de l'Intérieur emploient l'IA ?", "et tous ministères confondus ?", "total de ceux-là ?"),
            ("20,4",),
        ),
        (
            (
                "Projets de la Cohésion des territoires ?",
                "combien pour celui qu'il porte seul ?",
                "avec l'autre, ça monte à combien ?",
            ),
            ("4",),
        ),
        ((INTERIOR, "ceux de plus de cinq millions", "et en dehors de ceux-là ?"), ("ourrières", "hatbot")),
        ((INTERIOR, "lesquels ont eu moins de cinq millions ?", "et ces deux derniers, combien en tout ?"), ("2,025",)),
        ((*TWO, "somme ?"), ("43,6",)),
        # Several things at once.
        (("Deux choses pour mon dossier : combien pour la licence, et combien pour Radio France ?",), ("12,8", "1,5")),
        (
            ("La Justice fait-elle partie des lauréats ? Et il y en a combien, de lauréats, au deuxième appel ?",),
            ("Justice", "16"),
        ),
        (("Combien de lauréats pour combien de dossiers au premier appel ?",), ("17", "122")),
        (
            ("Quel est le plus petit projet du deuxième appel, et à quelle date fut-il annoncé ?",),
            ("325 000", "12 novembre"),
        ),
        (("Combien pour la radio et combien pour la licence ?",), ("1,5", "12,8")),
        (("FranceConnect, combien, et dans quel appel ?",), ("19,3", "premier appel")),
        (("Quels étaient les postes de Mahjoubi et de Darmanin ?",), ("numérique", "Comptes publics")),
        (("Quels ministères ont eu plus de 10 millions en tout au deuxième appel ?",), ("22,9", "14,125", "12,8")),
        (("Combien de projets pour chaque ministère ?", "qui en a le plus ?"), ("Intérieur", "Comptes publics", "4")),
        (
            ("La Géoplateforme est portée par le seul ministère de l'Agriculture ?",),
            ("Non. Le projet", "conjointement", "IGN"),
        ),
        (("Les 20 lauréats du deuxième appel ont eu quelle somme ?",), ("Non. 16 projets", "69")),
        (("L'OFII a ses 7 millions pour lui tout seul ?",), ("Non.", "Intérieur")),
        (("Le comité s'est réuni le 12 novembre ?",), ("31 octobre",)),
        (("Le cloud fait partie du deuxième appel ?",), ("Non.", "premier appel")),
        (("La formation en ligne vise 9 000 agents ?",), ("Non.", "900 000")),
        (("La Géoplateforme, le ministère de l'Agriculture touche combien ?",), ("3,6", "sans répartition")),
        (
            ("Combien d'agents auront la formation en ligne ?", "et par agent, ça coûte combien au fonds ?"),
            ("5,44", "900 000"),
        ),
        (
            ("Montants de la licence et de la radio ?", "le plus petit, c'est quel pourcentage du plus gros ?"),
            ("11,7",),
        ),
        (("D'où sort le chiffre de 43,6 millions ?",), ("20 juin 2018",)),
        # Which call those told are of; the largest of a topic; the call of a month; what one message asked twice.
        (("Quels projets sur la fiscalité ?", "c'est de quel appel ?"), ("deuxième appel",)),
        (("Parle-moi de FranceConnect.", "et c'était lors de quel appel ?"), ("premier appel",)),
        (("Lequel des deux projets fiscaux est le plus gros ?",), ("13,4",)),
        (("Qui a touché le plus en novembre 2018 ?",), ("13,4",)),
        (
            (
                "Au deuxième appel, combien les candidats réclamaient au fonds, et combien il a accordé ?",
                "la différence entre les deux ?",
            ),
            ("231",),
        ),
        # Offices, months and years said in passing; what a body is supposed to lack; a bar that is moved; the loser of two.
        (
            ("Gérald Darmanin, alors ministre de l'Intérieur, a annoncé combien de lauréats en novembre 2018 ?",),
            ("Comptes publics", "16"),
        ),
        (
            ("Le service sur le droit du travail ouvre en mars 2021, qui le porte ?",),
            ("Non.", "janvier 2020", "Travail"),
        ),
        (("Pourquoi le ministère du Travail a rien eu ?",), ("1,9",)),
        (("Qui dépasse 10 millions au deuxième appel ?", "et si je baisse la barre à 6 ?"), ("Parcours numérique",)),
        (("Intérieur ou Comptes publics : qui a eu le plus ?", "et le perdant, il a eu combien ?"), ("14,1",)),
        (("Quels projets touchent au logement ?", "Lequel a eu le plus ?", "et cumulés ?"), ("4 millions",)),
        (("Je suis journaliste à Ouest-Info, je cherche ce que Beauvau a eu au total.",), ("14,1",)),
        # What goes on from a ranking, a bound, a call or a body.
        (("De combien diffèrent les deux projets de la DINSIC ?",), ("5 millions", "24,3", "19,3")),
        (
            ("Classe les deux projets les mieux dotés du deuxième appel.", "et les deux suivants ?"),
            ("étranger", "export"),
        ),
        (
            ("Lesquels ont eu moins de 500 000 euros ?", "et si je passe à moins de 1,6 million ?"),
            ("Radio France", "dons"),
        ),
        (
            ("Quels projets ont eu 1,9 million ?", "lequel des deux est piloté par la Cohésion des territoires ?"),
            ("sans abri",),
        ),
        (
            ("Combien de dossiers en juin ?", "et en novembre ?", "combien d'admis à chaque fois ?"),
            ("17", "16"),
        ),
        (("Quel est le n°3 du deuxième appel par le montant ?",), ("étranger", "7 millions")),
        (("Combien de candidatures au deuxième appel, et pour quel montant global ?",), ("61", "757")),
        (("Le fonds donne quoi au deuxième appel ?", "c'est quelle part des 135 millions ?"), ("51 %",)),
        (("Le total de l'Intérieur ?", "et sans celui qu'il porte avec l'OFII ?"), ("7,125",)),
        (("Combien le contrôle fiscal a-t-il de plus que l'export ?", "et entre ce dernier et la radio ?"), ("4,5",)),
        (
            ("Combien a eu le parcours de l'étranger ?", "quels sont ceux qui le devancent ?"),
            ("licence", "France Cloud"),
        ),
        (("La Géoplateforme relève du premier ou du deuxième appel ?",), ("lauréat du deuxième appel",)),
        (("Les 700 millions étalés sur cinq ans, combien par an ?",), ("140",)),
        (("Sur les 700 millions, combien étaient investis à l'issue du deuxième appel ?",), ("195",)),
        (("Projets du Premier ministre ?", "et celui qu'il mène seul, combien ?"), ("1,8",)),
        (("Combien de projets sont portés par plusieurs ministères ?",), ("2 projets", "Géoplateforme", "loyer")),
        (("Combien pour l'export ?", "il a obtenu combien par rapport à la licence ?"), ("6,8",)),
        (("Quelle différence entre le plus gros projet et celui de la radio ?",), ("24,3", "1,5", "22,8")),
        (("Le plus petit projet, combien de moins que les fourrières ?",), ("325 000", "1,7", "1,375")),
        (("De combien le mieux doté du deuxième appel dépasse-t-il l'export ?",), ("13,4", "7,4")),
        (("Quels projets rassemblent au moins deux ministères ?",), ("2 projets", "Géoplateforme", "loyer")),
        # Sums told before, each as one thing; what remains of a cost; the part of a total.
        (
            ("Total du Travail et de la Culture ?", "Et l'Intérieur ?", "différence entre ces deux totaux ?"),
            ("10,725",),
        ),
        (
            ("Les deux plus petits projets ?", "combien pour la radio ?", "de combien dépasse-t-il les deux réunis ?"),
            ("1,325",),
        ),
        (
            ("Coût complet des projets du deuxième appel ?", "et l'aide du fonds ?", "le reste se chiffre à combien ?"),
            ("66",),
        ),
        (("Total des 18 projets décrits ?", "quelle part de ce total pour ceux du premier appel ?"), ("43,6", "39 %")),
        (
            ("Combien demandaient les candidats du deuxième appel ?", "quelle part de cette demande a été accordée ?"),
            ("23 %",),
        ),
        (("Le fonds est doté de combien ?", "fin 2018, on en était à quelle somme ?"), ("195",)),
        # The ranking told, from its other end, within a body, from the one spoken of to the first.
        (("Le projet le mieux doté ?", "et à l'opposé ?"), ("325 000",)),
        (("Combien pour l'export ?", "c'est le plus gros du deuxième appel ?", "c'est lequel, alors ?"), ("13,4",)),
        (("Combien pour la formation en ligne ?", "parmi les projets de son ministère, à quel rang ?"), ("2e rang",)),
        (("Combien pour l'export ?", "il est à combien du premier ?"), ("18,3",)),
        (
            ("Quel ministère a reçu le plus ?", "quelle part du deuxième appel ?", "et juste derrière ?"),
            ("Intérieur", "14,125"),
        ),
        # Who carries two, what else a body has, who is beside a person.
        (("Combien pour le contrôle fiscal ?", "et pour les achats ?", "ils relèvent du même ministère ?"), ("Oui",)),
        (("Qui porte FranceConnect ?", "ils ont un second projet ?"), ("France Cloud",)),
        (("Quelle fonction avait Darmanin ?", "et son acolyte ?"), ("Mahjoubi",)),
        # One of several is meant, another is not.
        (("Combien pour l'Économie, pas pour les Comptes publics ?",), ("6 millions",)),
        (("Je suis journaliste et j'enquête sur la fraude fiscale : combien pour ce projet ?",), ("13,4",)),
        (("Quels projets du premier appel, ceux que la DINSIC ne porte pas ?",), ("15",)),
        # Two questions in one, of which the first ranks.
        (
            ("Quel est le projet le moins doté du deuxième appel, et combien de dossiers avaient été reçus ?",),
            ("325 000", "61"),
        ),
        # A sum of the projects of both calls counts projects, not calls.
        (("17 et 16, cela fait bien 33 projets sur les deux appels ?",), ("33",)),
        # Bodies just weighed by their sums are weighed by their numbers of projects too.
        (
            (
                "Qui a eu le plus, l'Intérieur ou l'Action et les Comptes publics ?",
                "en nombre de projets, ils sont devant aussi ?",
            ),
            ("Autant", "4 projets"),
        ),
        (
            ("Quels projets porte l'Intérieur ?", "et face à Bercy, qui aligne le plus de projets ?"),
            ("Intérieur", "4 projets", "Économie"),
        ),
        (("Quels projets porte l'Intérieur ?", "les 18 projets ont tous dépassé les 300 000 euros ?"), ("Oui", "18")),
        # The other one of two, where one is set aside; the smaller of two compared, whatever is asked of it.
        (("quels projets sur l'automobile ?", "pas le chatbot, l'autre, c'est combien ?"), ("fourrières", "1,7")),
        (
            (
                "France Cloud ou FranceConnect, qui a eu le plus ?",
                "Et celui qui a eu le moins, qui le porte ?",
            ),
            ("FranceConnect", "DINSIC"),
        ),
        # The other projects of a body, all told after one of them.
        (
            ("Qui porte le chatbot ?", "ce ministère a combien de projets ?", "et les autres, ils parlent de quoi ?"),
            ("3 projets", "fourrières"),
        ),
        # What all are said to keep.
        (
            ("Combien de projets au deuxième appel ?", "chacun a reçu au moins un million, non ?"),
            ("Non", "325 000"),
        ),
        # Sums of several against sums of several; one more added to the one told.
        (
            (
                "Le contrôle fiscal et la licence, ensemble, c'est combien ?",
                "plus ou moins que les deux projets de la DINSIC ?",
            ),
            ("43,6", "26,2"),
        ),
        (("Que fait le projet sur les fourrières ?", "additionne-le avec le chatbot du même ministère"), ("2,025",)),
        # The other laureate, once the day was told.
        (
            (
                "Quel est le montant de FranceConnect ?",
                "l'annonce date de quand ?",
                "et l'autre lauréat présenté ce jour-là, c'était quoi ?",
            ),
            ("France Cloud",),
        ),
        # The body that a ranking told first.
        (
            (
                "Quel ministère a obtenu le plus au deuxième appel ?",
                "Et en seconde position ?",
                "le plus gros projet du ministère en tête ?",
            ),
            ("contrôle fiscal", "13,4"),
        ),
        # The fund is no subject where it only pays for what is spoken of.
        (("Le projet d'accueil des usagers, c'est quoi ?", "Combien le fonds y consacre ?"), ("1,8",)),
        (
            ("J'ai entendu parler d'une plateforme pour se former à distance. Elle vient de ce fonds ?",),
            ("Plateforme",),
        ),
        # What a carrier has of a project, and the criteria once they were counted.
        (("Géoplateforme : montant ?", "Et là-dedans l'IGN touche combien ?"), ("3,6", "sans répartition")),
        (("Sur combien de critères les dossiers étaient-ils jugés ?", "Quels sont-ils ?"), ("novateur",)),
        # Who writes is no topic where the fund or a call is asked about.
        (("Bonjour, journaliste. Il me faut le top 3 des montants du deuxième appel.",), ("13,4", "12,8", "licence")),
        (("Salut, policier à Metz. Combien de dossiers au premier appel ?",), ("122",)),
        # Places in the ranking of a call, and what both calls' projects cost in full.
        (("Quel écart entre le premier et le dernier du deuxième appel ?",), ("13,075",)),
        (("Les 33 projets des deux appels, ça représente un coût total de combien ?",), ("472",)),
        # What is told of oneself before a question names nothing of it.
        (("Je monte un powerpoint en urgence, combien de lauréats au 2e appel ?",), ("16",)),
        (("Mon frère est policier, enfin bref : au ministère de l'Intérieur, quel est le plus gros projet ?",), ("7",)),
        (("Prof d'économie en lycée, je prépare mon cours. De combien le fonds est-il doté ?",), ("700",)),
        (("Je m'intéresse au numérique, quels projets du deuxième appel ?",), ("numérique",)),
        (
            ("Nos étudiants se plantent à la fac, notre ville en souffre. Quelle somme le fonds y consacre ?",),
            ("12,8",),
        ),
        # A number that was expected is the other call's.
        (("Combien de candidatures au premier appel ?", "ah bon ? j'avais noté 61"), ("122", "61", "deuxième")),
        # One thing named alone is weighed against what was told beside it, or before it.
        (("Combien pour l'export ?", "et la radio ?", "de combien dépasse-t-elle le premier ?"), ("4,5",)),
        (("Combien pour la radio ?", "la formation a eu plus je parie", "quel écart avec la radio ?"), ("3,4",)),
        (("Combien pour les fourrières ?", "et le chatbot, plus cher ou moins cher ?"), ("Moins.", "325")),
        (
            ("Combien pour la licence ?", "c'est le plus gros du deuxième appel ?", "l'écart entre les deux ?"),
            ("600 000",),
        ),
        (("Combien pour la licence ?", "c'est le plus gros ?", "il manquait combien pour être premier ?"), ("11,5",)),
        (("Projets de la DINSIC ?", "le plus petit des deux dépasse la licence ?"), ("Oui.", "19,3", "12,8")),
        (("Combien pour la radio ?", "et l'export ?", "soit 4,5 millions de moins"), ("4,5",)),
        (("Combien pour la radio ?", "et les fourrières ?", "réunis, ils dépassent l'export ?"), ("Non.", "3,2", "6")),
        (("Combien pour l'export ?", "c'est plus que la radio et les fourrières réunies ?"), ("6", "3,2")),
        (("Combien a le Premier ministre ?", "l'Intérieur, un peu plus je crois", "de combien ?"), ("10,225",)),
        # Step by step: what is left out, added, or left to others.
        (("Total de l'Intérieur ?", "sans l'OFII, il resterait quoi ?", "enlevez aussi les fourrières"), ("5,425",)),
        (("Top 2 du deuxième appel ?", "leur somme ?", "et si on ajoute le troisième ?"), ("33,2",)),
        (("Combien pour la radio ?", "C'est quel ministère ?", "avec le chatbot de l'Intérieur en plus ?"), ("1,825",)),
        (
            ("Combien pour le chatbot ?", "et les fourrières ?", "les deux autres projets du ministère, réunis ?"),
            ("12,1",),
        ),
        # What a figure leaves, covers, or is worth by the year.
        (("Coût total des projets des deux appels ?", "la différence avec les 195 ?"), ("277",)),
        (("Coût total des projets du deuxième appel ?", "ce qui laisse combien à la charge des porteurs ?"), ("66",)),
        (("De combien le fonds est-il doté ?", "en moyenne, ça ferait combien chaque année ?"), ("140",)),
        (("De combien le fonds est-il doté ?", "et là-dessus, déjà parti fin 2018 ?"), ("195",)),
        (("Combien de dossiers au deuxième appel ?", "déposés par qui ?", "et retenus au final ?"), ("16",)),
        (("Combien de dossiers au premier appel ?", "retenus sur les 61 ?"), ("16",)),
        (("Quel est le taux de sélection de chaque appel ?",), ("13,9", "26,2")),
        (("Si j'additionne les 18 projets que vous savez décrire ?",), ("112,225",)),
        # The fund only pays for what was spoken of.
        (("À quoi sert l'export ?", "le coût pour le fonds, maintenant"), ("6 millions",)),
        (("Projets de la DINSIC ?", "donc un total de 50 millions, je l'écris ?"), ("43,6",)),
        # In lists and rankings.
        (("Podium des montants ?", "combien pour le n° 2 ?"), ("19,3",)),
        (("Podium des montants ?", "le deuxième, quel ministère ?"), ("DINSIC",)),
        (("Podium des montants ?", "le premier, il sert à quoi ?", "et juste après ce trio ?"), ("12,8",)),
        (("Projets de plus de 10 millions ?", "et si je descends à 5 ?"), ("export", "5,1")),
        (("Le plus petit montant ?", "et à l'autre bout ?"), ("24,3",)),
        (("Plus petit projet des Comptes publics ?", "non, le plus gros je veux dire"), ("13,4",)),
        (("Qui a reçu autant que la Géoplateforme ?",), ("Achats",)),
        # Who, when and where from, of what was told.
        (("Combien pour la radio ?", "ce chiffre date de quand ?"), ("12 novembre 2018",)),
        (("Quand les seize lauréats ont-ils été annoncés ?", "par qui donc ?"), ("Darmanin", "Mahjoubi")),
        (("Qui préside le comité de pilotage ?", "à ses côtés, qui trouve-t-on ?"), ("SGPI", "budget")),
        (("La DITP a quel rôle dans le fonds ?",), ("comité",)),
        (
            ("Combien pour le parcours de l'étranger ?", "plus que la radio ?", "celle-là est portée par qui ?"),
            ("Culture",),
        ),
        (
            (
                "C'est bien le ministère de la Santé qui porte le projet sur les déclarations de dons et de succession ?",
            ),
            ("Non.",),
        ),
        # What is told is added up, whatever points at it.
        (("Projets de la Culture et de l'Intérieur ?", "Totalisez-les-moi s'il vous plaît"), ("15,625",)),
        (("Quels projets porte la DINSIC ?", "le tout bout à bout, ça fait quelle somme ?"), ("43,6",)),
        (("L'export, combien ?", "plus les fourrières, en tout ?"), ("7,7",)),
        (
            ("Combien pour la radio et la formation en ligne ?", "À elles deux elles passent les 7 millions ?"),
            ("Non.", "6,4"),
        ),
        (("Projets de l'Intérieur ?", "3,5 millions en moyenne par dossier, à la louche ?"), ("3 531 250",)),
        (("Quels projets porte la DINSIC ?", "Ça ferait donc 53,6 millions, j'écris ça ?"), ("Non.", "43,6")),
        # A body by what it carries, and its own projects.
        (
            ("La formation en ligne, combien ?", "et le ministère qui la porte, il a d'autres projets ?"),
            ("Contrôle fiscal",),
        ),
        (("Combien a reçu l'Intérieur ?", "Son projet le mieux servi ?"), ("étranger",)),
        (("Combien de projets pour l'Intérieur ?", "la moyenne pour chacun ?"), ("3 531 250",)),
        # The fund only pays for what is spoken of.
        (("Qui porte l'export ?", "financement FTAP ?"), ("6 millions",)),
        # What is weighed: a lead, an equal, what is counted in.
        (("L'export et la radio : qui a le plus ?", "avec quelle avance ?"), ("4,5",)),
        (("Combien a l'Intérieur ?", "Les Comptes publics touchent davantage ?"), ("22,9", "14,125")),
        (("Combien pour les Comptes publics ?", "quel écart avec l'Intérieur, OFII compris ?"), ("8,775",)),
        (
            (
                "Coût complet des projets du deuxième appel ?",
                "la moitié provient du fonds ?",
                "l'autre moitié fait combien ?",
            ),
            ("66",),
        ),
        (("L'export, combien ?", "et la radio, c + ou - ?", "2 cb de moins ?"), ("4,5",)),
        (("La formation en ligne, combien ?", "elle plus la Géoplateforme, ça fait ?"), ("8,5",)),
        (("France Cloud ?", "et FranceConnect ?", "leur addition, elle est donnée quelque part ?"), ("43,6",)),
        # A bar, a list and its places.
        (
            (
                "Lesquels passent la barre des 5 millions au deuxième appel ?",
                "et en montant la barre à 12 il reste qui ?",
            ),
            ("2 projets",),
        ),
        (("Projets des Comptes publics ?", "lesquels passent les 4 millions ?"), ("2 projets",)),
        (
            (
                "Classe les projets de l'Intérieur du plus gros au plus petit",
                "quelle différence entre le premier et le dernier ?",
                "le troisième de la liste, il sert à quoi ?",
            ),
            ("fourrière",),
        ),
        # As one speaks: what is swallowed, signs for words.
        (("Combien pour la radio ?", "c + ou - qu'l'export ?", "d'combien ?"), ("4,5",)),
        # What is worked out from one sum: parts, multiples, how far a figure is from it.
        (("Combien pour FranceConnect ?", "le tiers de ça, ça ferait combien ?"), ("19,3", "6,4")),
        (("Combien pour l'export ?", "et le double ?"), ("12 millions",)),
        (("Combien pour la Géoplateforme ?", "en la partageant en trois, chacun aurait quoi ?"), ("1,2 million",)),
        (("Combien de fois 7 font la licence ?", "combien font cinq fois les fourrières ?"), ("8,5",)),
        (("Combien pour la Culture ?", "20 % de cette somme ?"), ("300 000",)),
        (("Combien le fonds a-t-il en tout ?", "et le quart ?"), ("175",)),
        (("Le chatbot a eu 500 000 euros, non ?", "je me suis trompé de combien ?"), ("175 000",)),
        (("Combien pour les labos ?", "il manque combien pour arriver à 6 millions ?"), ("900 000",)),
        (("Combien pour l'export ?", "7 millions pile, c'est ça ?"), ("Non.", "6 millions")),
        # The fund where it pays, and what it leaves to others.
        (("Coût total des projets du deuxième appel ?", "qu'est-ce que le fonds y met ?"), ("69",)),
        (("Coût total des 33 projets ?", "le fonds règle tout ?", "il manque combien ?"), ("277",)),
        (("Combien a eu la DINSIC ?", "il reste quoi aux 15 autres du premier appel ?"), ("82,4",)),
        (("Combien pour la Géoplateforme ?", "que reste-t-il aux quinze autres ?"), ("65,025",)),
        (("Combien demandé au deuxième appel ?", "combien de réclamé et pas obtenu ?"), ("231",)),
        # Lists: their ends, those of a call, all of them, against one named.
        (("Projets à plus de 12 millions ?", "seulement ceux de novembre"), ("13,4", "12,8")),
        (("Projets à moins de 1,8 million ?", "tous mis bout à bout ?"), ("4,525",)),
        (
            ("Les projets des Comptes publics ?", "du mieux loti au moins bien loti, quel écart ?"),
            ("12,4",),
        ),
        (("Les projets des Comptes publics ?", "le plus petit ?", "les trois autres additionnés ?"), ("21,9",)),
        (("Les projets de la DINSIC ?", "le cloud bat l'autre de combien ?"), ("5 millions",)),
        (("Les trois plus gros du premier et du deuxième appel ?", "le quatrième ?"), ("12,8",)),
        (("Qui porte le cloud ?", "a-t-elle d'autres projets ?"), ("FranceConnect",)),
        (("Combien de ministères candidats au premier appel ?", "tous ensemble, ça fait combien ?"), ("57",)),
        (("Qui a annoncé les lauréats de novembre ?", "ça s'est passé à Matignon ?"), ("Paris",)),
        (("Sur quoi ils jugent les candidatures ?",), ("gouvernance",)),
        (("Je paie mes impôts, alors dites-moi : le fonds, c'est combien ?",), ("700",)),
    ],
)
def test_a_turn_says_what_it_must(assistant, turns, says):
    conversation = uuid.uuid4().hex
    *_, said = (assistant.say(turn, conversation) for turn in turns)
    text = said.text.replace("\xa0", " ").casefold()

    assert [word for word in says if word.casefold() not in text] == [], said.text


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        (("Qui est Mounir Mahjoubi ?", "de quel parti est-il ?"), "absent"),
        (("Projets de la DINSIC ?", "et les quinze autres lauréats ?"), "absent"),
        (("Combien pour la radio ?", "et pour l'export ?", "quel écart avec ma maison ?"), "clarify"),
        (("Combien pour le cloud ?", "Merci bien. Et quels organismes en ont la charge ?"), "answer"),
        (("Merci bien pour ces renseignements.",), "talk"),
        (("Quel montant les candidats du premier appel avaient-ils demandé au fonds ?",), "absent"),
        (("Combien pour les Armées ?", "tu es sûr ? je croyais 12 millions"), "absent"),
        (("C'est une machine qui me répond ?",), "talk"),
        (("Merci, et bonne continuation à vous",), "talk"),
        (("ouep",), "talk"),
        (("haha",), "talk"),
        (("Où trouver la liste des quinze autres lauréats ?",), "absent"),
        (("L'export, avec le recul, réussite ou fiasco ?",), "absent"),
        (("Darmanin, c'est un bon ministre ?",), "out_of_scope"),
        (("Quelle est votre opinion sur la réforme ?",), "out_of_scope"),
        (("Combien de modules compte la plateforme de formation en ligne ?",), "absent"),
        (("Combien d'avocats se servent du site sur le droit du travail ?",), "absent"),
        (("Quels projets concernent la viticulture ?",), "absent"),
        (("Le portail des étrangers a-t-il pris du retard ?",), "absent"),
        (("Quel poids a chaque critère dans la note ?",), "absent"),
        (("Jusqu'à quelle date pouvait-on candidater au deuxième appel ?",), "absent"),
        (("Combien le fonds a-t-il versé en 2023 ?",), "absent"),
        (("Nommez les quinze ministères qui ont candidaté au premier appel.",), "absent"),
        (("La région Occitanie est-elle lauréate ?",), "absent"),
        (("l'export : qui héberge la plateforme ?",), "absent"),
        (("c'est qui les gens qui t'ont programmé ?",), "talk"),
        (("Bonsoir, je suis étudiante en Espagne",), "talk"),
        (("ciao, je cours attraper mon bus",), "talk"),
        (("Parcoursup, c'est payé par le fonds ?",), "absent"),
        (("Combien pour l'export ?", "et l'ouverture est prévue à quelle date ?"), "absent"),
        # Nothing fit is left to weigh the one told with: it is asked what is meant.
        (("La radio, combien ?", "c'est plus cher que le zoo ?"), "clarify"),
        (("La radio, combien ?", "il manque combien ?"), "clarify"),
        (("L'armée a décroché un projet ?",), "absent"),
        # Nothing of a body that has none, nor of what no announcement tells.
        (("Plus pour l'Intérieur ou pour la Culture ?", "l'Éducation nationale aussi ?"), "absent"),
        (("Sur quels critères juge-t-on ?", "et nous, on candidate comment ?"), "absent"),
        (("Coût total des projets du deuxième appel ?", "qui sont les autres payeurs ?"), "absent"),
    ],
)
def test_a_turn_is_of_its_kind(assistant, turns, kind):
    conversation = uuid.uuid4().hex
    *_, said = (assistant.say(turn, conversation) for turn in turns)

    assert said.kind == kind, said.text


def test_the_whole_endowment_was_not_spent(assistant):
    said = assistant.say("Les 700 millions ont tous été distribués fin 2018 ?", uuid.uuid4().hex)

    assert said.text.startswith("Non.")
    assert "195" in said.text
