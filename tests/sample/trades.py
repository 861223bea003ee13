"""The programmes of the sample, their companies (invented) and what is done there.

Programme codes, titles and hours are those published by schools; the rest is made
up, competencies included: they are words, not the ministry's codes.
"""

# code: title, sanction, hours, units, sequences, visits, letters of its company list
PROGRAMMES = {
    "5195": ("Soudage-montage", "DEP", 1800, 120, 2, 2),
    "5260": ("Mécanique industrielle de construction et d'entretien", "DEP", 1800, 120, 2, 2),
    "5231": ("Comptabilité", "DEP", 1350, 90, 2, 2),
    "5731": ("Accounting", "DEP", 1350, 90, 2, 2),
    "5357": ("Secrétariat", "DEP", 1485, 99, 2, 2),
    "5348": ("Production horticole", "DEP", 1200, 80, 2, 2),
}

ACTIVITIES = {
    "5195": [
        ("Lire et interpréter les plans de fabrication", "Interprétation de plans"),
        ("Préparer les joints, découper et meuler les pièces", "Préparation des pièces"),
        ("Souder des assemblages en acier selon le procédé GMAW", "Soudage semi-automatique"),
        ("Souder à l'arc avec électrodes enrobées, positions à plat et horizontale", "Soudage à l'arc"),
        ("Assembler des charpentes légères et vérifier l'équerrage", "Montage de charpentes"),
        ("Contrôler la qualité des cordons et corriger les défauts", "Contrôle de la qualité"),
    ],
    "5260": [
        ("Exécuter l'entretien préventif des convoyeurs", "Entretien préventif"),
        ("Aligner des arbres et remplacer des roulements", "Alignement conventionnel"),
        ("Diagnostiquer une panne d'un circuit pneumatique", "Circuits pneumatiques"),
        ("Cadenasser les équipements avant une intervention", "Santé et sécurité"),
        ("Usiner une pièce de remplacement au tour", "Usinage manuel"),
        ("Consigner les interventions dans le système de gestion", "Gestion de l'entretien"),
    ],
    "5231": [
        ("Saisir les factures des fournisseurs et les codifier", "Comptes fournisseurs"),
        ("Préparer le rapprochement bancaire du mois", "Trésorerie"),
        ("Calculer les retenues d'un cycle de paie", "Paie"),
        ("Produire les rapports de TPS et de TVQ", "Taxes à la consommation"),
        ("Préparer les écritures de régularisation", "Fin de période"),
        ("Classer les pièces justificatives & tenir l'échéancier", "Organisation du travail"),
    ],
    "5731": [
        ("Enter and code supplier invoices", "Accounts payable"),
        ("Prepare the monthly bank reconciliation", "Cash management"),
        ("Calculate deductions for a payroll cycle", "Payroll"),
        ("Prepare the GST and QST returns", "Consumption taxes"),
        ("Prepare adjusting entries", "Period end"),
        ("File vouchers and keep the schedule of payments", "Work organisation"),
    ],
    "5357": [
        ("Accueillir la clientèle et acheminer les appels", "Accueil"),
        ("Mettre en page des lettres et des rapports", "Mise en page"),
        ("Réviser des textes en français et en anglais", "Qualité de la langue"),
        ("Tenir les agendas et organiser des réunions", "Gestion du temps"),
        ("Classer les dossiers selon le plan de classification", "Gestion documentaire"),
        ("Mettre à jour une base de données de clients", "Bases de données"),
    ],
    "5348": [
        ("Préparer les substrats et ensemencer les plateaux", "Semis"),
        ("Surveiller l'irrigation et la fertilisation en serre", "Régie de culture"),
        ("Dépister les insectes nuisibles et les maladies", "Protection des cultures"),
        ("Récolter, trier et emballer les légumes", "Récolte"),
        ("Tailler et palisser les plants", "Entretien des plants"),
        ("Entretenir les outils et la petite machinerie", "Équipement"),
    ],
}

MANDATES = {
    "5195": "Participer à la fabrication de châssis et de garde-corps en acier.",
    "5260": "Participer à l'entretien de la ligne de production avec l'équipe de jour.",
    "5231": "Soutenir le service de la comptabilité pendant la fin de mois.",
    "5731": "Support the accounting department during month end.",
    "5357": "Soutenir l'équipe administrative ; tenir l'accueil au besoin.",
    "5348": "Participer aux travaux de saison en serre et au champ.",
}
WAGES = {"5195": 2150, "5260": 2275, "5231": 1925, "5731": 1950, "5357": 1875, "5348": 1725}  # cents

# town: start of its postal codes, region, area code
TOWNS = {
    "Trois-Rivières": ("G8Z", "Mauricie", "819"), "Shawinigan": ("G9N", "Mauricie", "819"),
    "Louiseville": ("J5V", "Mauricie", "819"), "La Tuque": ("G9X", "Mauricie", "819"),
    "Bécancour": ("G9H", "Centre-du-Québec", "819"), "Nicolet": ("J3T", "Centre-du-Québec", "819"),
    "Drummondville": ("J2B", "Centre-du-Québec", "819"),
    "Victoriaville": ("G6P", "Centre-du-Québec", "819"),
    "Sorel-Tracy": ("J3P", "Montérégie", "450"), "Joliette": ("J6E", "Lanaudière", "450"),
    "Wendake": ("G0A", "Capitale-Nationale", "418"), "Québec": ("G1K", "Capitale-Nationale", "418"),
    "Hawkesbury": ("K6A", "", "613"),
}

# name | town | programmes it takes (none: not yet a partner) | domain
COMPANIES = """
Soudure Héliotrope inc.|Trois-Rivières|5195|soudure-heliotrope
Ateliers Ferblanc ltée|Shawinigan|5195|ateliers-ferblanc
Charpentes d'acier du Lac-à-la-Tortue inc.|Shawinigan|5195|charpentes-lalt
Remorques Boréalis inc.|Louiseville|5195|remorques-borealis
Structures Maskinongé inc.|Louiseville|5195|structures-maskinonge
Métal ouvré L'Étincelle s.e.n.c.|Nicolet|5195|metal-etincelle
Chaudronnerie des Forges inc.|Trois-Rivières|5195 5260|chaudronnerie-forges
Équipements agricoles Pré-Vert inc.|Nicolet|5195 5260|prevert-equipements
Garde-corps & Escaliers Bécan inc.|Bécancour|5195|gcbecan
Soudage mobile Rivière-aux-Sables|Drummondville|5195|soudage-ras
Inox Précision Arthabaska inc.|Victoriaville|5195|inox-arthabaska
Papeterie du Rapide-Blanc inc.|La Tuque|5260|papeterie-rapide-blanc
Aluminerie Pointe-aux-Ormes ltée|Bécancour|5260|alu-pao
Convoyeurs Trifluviens inc.|Trois-Rivières|5260|convoyeurs-trifluviens
Scierie Aux Quatre-Vents inc.|La Tuque|5260|scierie-4vents
Meubles Bois-Franc Industries inc.|Victoriaville|5260|boisfranc-industries
Plastiques Saint-Grégoire inc.|Bécancour|5260|plastiques-sg
Laiterie de la Grande-Île inc.|Sorel-Tracy|5260|laiterie-grande-ile
Fonderie Richelieu-Nord inc.|Sorel-Tracy|5260|fonderie-rn
Textiles Saint-François inc.|Drummondville|5260|textiles-sf
Embouteilleur Source-Claire inc.|Joliette|5260|source-claire
Cabinet comptable Duval-Tessier s.e.n.c.r.l.|Trois-Rivières|5231|duval-tessier
Fiscalité Plus Mauricie inc.|Shawinigan|5231|fiscaliteplus
Quincaillerie Chez Ovila inc.|Louiseville|5231 5357|chez-ovila
Transport Nordet inc.|Trois-Rivières|5231|transport-nordet
Coopérative funéraire La Colombe|Nicolet|5231 5357|coop-lacolombe
Clinique vétérinaire des Deux-Rives inc.|Bécancour|5231 5357|veto-2rives
Construction Rapido-Toit inc.|Drummondville|5231|rapidotoit
Hôtel du Vieux-Quai inc.|Trois-Rivières|5231 5357|hotel-vieux-quai
Gestion immobilière Belvédère inc.|Victoriaville|5231|belvedere-immo
Pharmacie Hortense Quévillon inc.|Louiseville|5231|pharmacie-quevillon
Assurances Cap-aux-Corneilles inc.|Trois-Rivières|5231 5357|assurances-cac
Location d'outils Tout-Terrain inc.|Drummondville|5231|loctt
St. Lawrence Maple Products Inc.|Drummondville|5731|stlawrence-maple
Eastern Ledger Services Inc.|Trois-Rivières|5731|easternledger
Bois-Clair Furniture / Meubles Bois-Clair inc.|Victoriaville|5731|boisclair-furniture
Ottawa Valley Seed Co.|Hawkesbury|5731|ovseed
Transports Whitfield inc.|Drummondville|5731|whitfield
Comptabilité Riverside inc.|Sorel-Tracy|5731|riverside-compta
Centre dentaire Queen inc.|Trois-Rivières|5731 5357|dentaire-queen
Municipalité de Saint-Avelin|Nicolet|5357|saint-avelin
Étude notariale Marois et Fille|Trois-Rivières|5357|notaires-marois
Cabinet d'avocats Bienvenue s.e.n.c.r.l.|Shawinigan|5357|avocats-bienvenue
Conseil de la Première Nation — Bureau d'affaires|Wendake|5357|bureau-affaires
Centre d'action bénévole du Lac|La Tuque|5357|cab-du-lac
Architectes Ogive inc.|Québec|5357|architectes-ogive
Imprimerie À la Page inc.|Drummondville|5357|imprimerie-alapage
Optique Clairvue inc.|Joliette|5357|optique-clairvue
Serres Aurore-Boréale inc.|Nicolet|5348|serres-aurore
Maraîchers de la Baie-du-Febvre inc.|Nicolet|5348|maraichers-baie
Ferme L'Oignon Doux s.e.n.c.|Joliette|5348|oignon-doux
Pépinière Feuille-d'Automne inc.|Trois-Rivières|5348|pepiniere-fa
Les Jardins de la Chouette lapone|Louiseville|5348|chouette-lapone
Fraisière Sœurs Lambert-Roy enr.|Louiseville|5348|fraisiere-lr
Gazonnière Pleine-Terre inc.|Bécancour|5348|pleine-terre
Vignoble des Épinettes inc.|Victoriaville|5348|vignoble-epinettes
Cultures hydroponiques Nénuphar inc.|Drummondville|5348|nenuphar
Horticulture Vert Tendre inc.|Drummondville|5348|vert-tendre
Champignonnière du Rang-Croche inc.|Victoriaville|5348|rang-croche
Verger Pomme-Grise inc.|Sorel-Tracy|5348|pomme-grise
Tôlerie Bas-du-Cap inc.|Trois-Rivières||tolerie-bdc
Robotique Orignal inc.|Shawinigan||robotique-orignal
Fiducie Saint-Antoine inc.|Louiseville||fiducie-sa
Clinique dentaire Sourire d'or inc.|Bécancour||sourire-dor
Fermes Nord-Sud inc.|Nicolet||fermes-ns
Garage Bolduc et Fils inc.|Drummondville||garage-bolduc
Auberge du Grand-Héron inc.|Joliette||grand-heron
Serres du Ruisseau inc.|Victoriaville||serres-ruisseau
Acier Laviolette inc.|La Tuque||acier-laviolette
Distribution Cormoran inc.|Sorel-Tracy||distribution-cormoran
""".split("\n")[1:-1]
SECTORS = {"5195": "Fabrication métallique", "5260": "Fabrication industrielle", "5231": "Services",
           "5731": "Services", "5357": "Services professionnels", "5348": "Agriculture"}

CRITERIA = [
    ("SUPERVISION", "Une personne qualifiée est désignée pour superviser l'élève", ""),
    ("SECURITE", "Le milieu est sain et sécuritaire, l'accueil en traite", ""),
    ("TACHES", "Les tâches correspondent aux compétences du programme", ""),
    ("RESPECT", "Une politique contre le harcèlement est en vigueur", ""),
    ("EPI-SOUDAGE", "L'équipement de protection du soudage est fourni", "5195"),
    ("LOGICIEL", "Un logiciel comptable courant est utilisé", "5231"),
]
