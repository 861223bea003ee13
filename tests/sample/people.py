"""Invented people of the sample term. Any likeness to a real person is chance.

No surname of a student is borne by anyone of a company: the rule that looks for
family ties (entreprise-lien) must stay silent, but for the fault that wakes it.
"""

# surname, given names, f or m; grouped as they are shared out to the programmes
STUDENTS_FRENCH = """
Tremblay,Jérémie,m
Gagnon,Maëlle,f
Nguyễn,Thị Hằng,f
Bouchard-Côté,Anaïs,f
Wójcik,Łukasz,m
Pelletier,Noémie,f
Erdoğan,Yiğit,m
Jean-Baptiste,Wideline,f
Lévesque,Félix-Antoine,m
Dvořák,Matěj,m
Benkirane,Youssef,m
Tukkiapik,Elisapie ᐃᓕᓴᐱ,f
St-Onge,Uapukun,f
Lǐ,Xiùyīng,f
Fortin,Zachary,m
D'Amours,Maïka,f
Ortiz-Peña,Íñigo,m
Morin,Élodie,f
Trần,Quốc Bảo,m
Bélanger,Loïc,m
Estimé,Kervens,m
Ouellet,Océane,f
Kowalczyk,Zofia,f
Simard,Xavier,m
El Khoury,Rania,f
Cloutier,Mathis,m
Đặng,Minh Châu,f
Poirier,Léanne,f
Yıldız,Ayşe,f
Demers,Nathan,m
Mestokosho,Shanice,f
Villeneuve,Émile,m
Novotná,Tereza,f
Lapointe,Camille,f
Saint-Fleur,Djenny,f
Grenier,Samuel,m
Ait Ouarab,Tassadit,f
Rousseau,Coralie,f
Zhāng,Wěi,m
Bergeron,Thomas,m
Phạm,Ngọc Ánh,f
Hébert,Alexis,m
Papatie,Kevin,m
Caron,Juliette,f
Łuczak,Bartłomiej,m
Beaulieu,Gabrielle,f
Şahin,Emre,m
Dubé,William,m
Pierre-Louis,Mackenson,m
Desjardins,Ariane,f
Haddad,Nadia,f
Lemieux,Antoine,m
Vollant,Mélodie,f
Nadeau,Rosalie,f
Černý,Ondřej,m
Savard,Raphaël,m
Võ,Hữu Phước,m
Paquette,Charlotte,f
Mansouri,Ilyas,m
Therrien,Édouard,m
Jolicoeur,Fabiola,f
Lefebvre,Jacob,m
Wiśniewska,Agnieszka,f
Drouin,Mégane,f
Rodríguez Núñez,Begoña,f
Vachon,Tristan,m
Awashish,Nikita,f
Martel,Olivier,m
Chén,Měilíng,f
Plourde,Annabelle,f
Diallo,Mamadou,m
Gosselin,Justine,f
Öztürk,Defne,f
Proulx,Benjamin,m
Charles,Roseline,f
Turcotte,Ludovic,m
Procházková,Eliška,f
Audet,Sarah-Maude,f
Bùi,Thanh Tùng,m
Picard,Vincent,m
Nottaway,Jade,f
Fournier,Élisabeth,f
Ben Salah,Amine,m
Michaud,Kelly-Ann,f
Zieliński,Wojciech,m
Arsenault,Zoé,f
Toussaint,Stanley,m
Bernier,Hugo,m
Çelik,Elif,f
Lachance,Marie-Ève,f
Iturralde,Ximena,f
Thibault,Cédric,m
Mollen,Maniteshkueu,f
Gauthier,Florence,f
Hoàng,Đức Anh,m
Roy,Alexandre,m
Wáng,Jìng,f
Giroux,Laurie,f
Rahmani,Samir,m
Dionne,Arnaud,m
Svobodová,Klára,f
Veilleux,Audrey-Anne,f
Kamara,Fatoumata,f
Perron,Jonathan,m
Nowak,Żaneta,f
Lessard,Guillaume,m
""".split("\n")[1:-1]

STUDENTS_ENGLISH = """
MacDonald,Heather,f
O'Brien,Liam,m
Nguyen-Walsh,Kim Ngân,f
Campbell,Ethan,m
Diabo,Tekahentakwa,f
Fitzgerald,Siobhán,f
Petrov-Lane,Nikolaï,m
Beauchamp,Ashley,f
Goldberg,Noah,m
Singh,Harpreet,f
Robinson,Tyrell,m
McKenna,Brianna,f
Özdemir,Deniz,m
Thompson,Chloe,f
""".split("\n")[1:-1]

# People of the companies: the representatives write to a Windows-1252 file, so
# their names stay within it; the supervisors' names do not.
COMPANY_SURNAMES = """Allard Archambault Beaudoin Boisvert Bourassa Brunelle Carignan Champagne
Charland Comtois Courchesne Daigle Déry Descôteaux Doucet Duchesne Dufresne Émond Faucher Fréchette
Gervais Godin Guilbert Héroux Houle Isabelle Jutras Laflamme Lamothe Laroche Ledoux Lesieur Loranger
Marchand Massicotte Milot Montambault Normandin Paradis Pépin Pinard Provencher Rheault Rivard
Sévigny Thériault Trépanier Vaillancourt Verville Vigneault""".split()
COMPANY_GIVEN = """Sylvie Réjean Nathalie Stéphane Hélène Normand Chantal Denis Geneviève François
Josée Benoît Manon Yvan Lucie Éric Isabelle André Maryse Gaétan Céline Dany Karine Hervé Brigitte
Jean-François Ginette Marc-André Solange Noël""".split()
SUPERVISORS_OF_THE_WORLD = [
    ("ᖁᒪᓗᒃ", "ᐋᓇ"), ("Brzęczyszczykiewicz", "Grzegorz"), ("Huỳnh", "Thị Kim Liên"),
    ("Gündoğdu", "Işıl"), ("Říha", "Zdeněk"), ("Bellefleur", "Uashtushkuau"), ("Zhào", "Yǔ"),
    ("Dieujuste", "Marie-Ange"), ("Al-Masri", "Khaled"), ("O'Reilly", "Seán"),
    ("Ñuñez-Araya", "Maite"), ("Gźdanowicz", "Elżbieta"),
]

# The school: id, surname, given name, role, title
STAFF = [
    ("P01", "Marcoux", "Isabelle", "coordination", "Conseillère en alternance travail-études"),
    ("P02", "Sirois", "Daniel", "direction", "Directeur du centre"),
    ("P03", "Vézina", "Louise", "registraire", "Technicienne en organisation scolaire"),
    ("P11", "Boulanger", "Martin", "encadrement", "Enseignant en soudage-montage"),
    ("P12", "Etcheverry", "Maïté", "encadrement", "Enseignante en soudage-montage"),
    ("P13", "Kaczmarek", "Paweł", "encadrement", "Enseignant en mécanique industrielle"),
    ("P14", "Larouche", "Annie", "encadrement", "Enseignante en comptabilité"),
    ("P15", "Hamilton", "Grace", "encadrement", "Teacher, Accounting"),
    ("P16", "Beauséjour", "Sophie", "encadrement", "Enseignante en secrétariat"),
    ("P17", "Lafrenière", "Ghislain", "encadrement", "Enseignant en production horticole"),
    ("P18", "Tạ", "Mỹ Dung", "encadrement", "Enseignante en production horticole"),
]

STREETS = ["rue des Bouleaux", "rang Saint-Ovide", "chemin de la Coulée", "rue Principale Nord",
           "avenue des Peupliers", "montée du Grand-Ruisseau", "rue du Moulin-à-Scie", "place du Verger",
           "boulevard des Érables", "rue Sœur-Marguerite", "côte à Zéphirin", "rue de l'Église"]
COMPANY_STREETS = ["rue Notre-Dame Est", "boulevard des Artisans", "chemin du Parc-Industriel",
                   "rang Sainte-Marguerite", "rue de la Gare", "boulevard Saint-Jean-Baptiste",
                   "rue des Forgerons", "1re Avenue", "chemin du Fleuve"]
# town, first half of the postal codes of homes (companies have others)
HOME_TOWNS = [("Trois-Rivières", "G8V"), ("Shawinigan", "G9P"), ("Nicolet", "J3T"), ("Bécancour", "G9H"),
              ("Drummondville", "J1Z"), ("Louiseville", "J5V"), ("Victoriaville", "G6R")]
