/* para_cases: language, justified, width in points (type of 10), text, lines. '=' is a hyphen that
 * was added, '~' a space that does not part. Looked at, then kept. */
{LANG_FR, true, 172,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable de l’encadrement effectue\n"
 "deux visites au moins, dont une en pré=\n"
 "sence de la superviseure et de l’élève~; il\n"
 "note ses observations au dossier et com=\n"
 "munique au titulaire de l’autorité paren=\n"
 "tale toute difficulté importante."},
{LANG_FR, true, 200,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable de l’encadrement effectue deux\n"
 "visites au moins, dont une en présence de la su=\n"
 "perviseure et de l’élève~; il note ses observations\n"
 "au dossier et communique au titulaire de l’auto=\n"
 "rité parentale toute difficulté importante."},
{LANG_FR, true, 257,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable de l’encadrement effectue deux visites au moins,\n"
 "dont une en présence de la superviseure et de l’élève~; il note ses\n"
 "observations au dossier et communique au titulaire de l’autorité\n"
 "parentale toute difficulté importante."},
{LANG_FR, true, 300,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable de l’encadrement effectue deux visites au moins, dont une\n"
 "en présence de la superviseure et de l’élève~; il note ses observations au\n"
 "dossier et communique au titulaire de l’autorité parentale toute difficulté\n"
 "importante."},
{LANG_FR, true, 460,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable de l’encadrement effectue deux visites au moins, dont une en présence de la superviseure et de\n"
 "l’élève~; il note ses observations au dossier et communique au titulaire de l’autorité parentale toute difficulté\n"
 "importante."},
{LANG_EN, true, 172,
 "The coordinator makes two visits at least, one of them in the presence of the supervisor and the student; observations are written in the file, and the holder of parental authority is told of any significant difficulty.",
 "The coordinator makes two visits at least,\n"
 "one of them in the presence of the su=\n"
 "pervisor and the student; observations\n"
 "are written in the file, and the holder of\n"
 "parental authority is told of any significant\n"
 "difficulty."},
{LANG_EN, true, 200,
 "The coordinator makes two visits at least, one of them in the presence of the supervisor and the student; observations are written in the file, and the holder of parental authority is told of any significant difficulty.",
 "The coordinator makes two visits at least, one of\n"
 "them in the presence of the supervisor and the\n"
 "student; observations are written in the file, and\n"
 "the holder of parental authority is told of any sig=\n"
 "nificant difficulty."},
{LANG_EN, true, 240,
 "The coordinator makes two visits at least, one of them in the presence of the supervisor and the student; observations are written in the file, and the holder of parental authority is told of any significant difficulty.",
 "The coordinator makes two visits at least, one of them in the\n"
 "presence of the supervisor and the student; observations\n"
 "are written in the file, and the holder of parental authority\n"
 "is told of any significant difficulty."},
{LANG_EN, true, 300,
 "The coordinator makes two visits at least, one of them in the presence of the supervisor and the student; observations are written in the file, and the holder of parental authority is told of any significant difficulty.",
 "The coordinator makes two visits at least, one of them in the presence of\n"
 "the supervisor and the student; observations are written in the file, and\n"
 "the holder of parental authority is told of any significant difficulty."},
{LANG_FR, true, 172,
 "La Commission des normes, de l'équité, de la santé et de la sécurité du travail couvre Marie-Christine Desrochers-Villeneuve, élève de Saint-Barthélemy, dès le 15 septembre 2027 à 8 h 30.",
 "La Commission des normes, de l’équité,\n"
 "de la santé et de la sécurité du travail\n"
 "couvre Marie-Christine Desrochers-Ville=\n"
 "neuve, élève de Saint-Barthélemy, dès le\n"
 "15~septembre~2027 à 8~h~30."},
{LANG_FR, true, 200,
 "La Commission des normes, de l'équité, de la santé et de la sécurité du travail couvre Marie-Christine Desrochers-Villeneuve, élève de Saint-Barthélemy, dès le 15 septembre 2027 à 8 h 30.",
 "La Commission des normes, de l’équité, de la\n"
 "santé et de la sécurité du travail couvre Marie-\n"
 "Christine Desrochers-Villeneuve, élève de Saint-\n"
 "Barthélemy, dès le 15~septembre~2027 à 8~h~30."},
{LANG_FR, true, 230,
 "La Commission des normes, de l'équité, de la santé et de la sécurité du travail couvre Marie-Christine Desrochers-Villeneuve, élève de Saint-Barthélemy, dès le 15 septembre 2027 à 8 h 30.",
 "La Commission des normes, de l’équité, de la santé et de\n"
 "la sécurité du travail couvre Marie-Christine Desrochers-\n"
 "Villeneuve, élève de Saint-Barthélemy, dès le 15~sep=\n"
 "tembre~2027 à 8~h~30."},
{LANG_FR, true, 300,
 "La Commission des normes, de l'équité, de la santé et de la sécurité du travail couvre Marie-Christine Desrochers-Villeneuve, élève de Saint-Barthélemy, dès le 15 septembre 2027 à 8 h 30.",
 "La Commission des normes, de l’équité, de la santé et de la sécurité\n"
 "du travail couvre Marie-Christine Desrochers-Villeneuve, élève de Saint-\n"
 "Barthélemy, dès le 15~septembre~2027 à 8~h~30."},
{LANG_FR, true, 200,
 "Écrivez à martin.boulanger@cfp-trois-sources.example ou consultez https://exemple.example/alternance/travail-etudes/guide avant le 5 mars 2027.",
 "Écrivez à martin.boulanger@\n"
 "cfp-trois-sources.example ou consul=\n"
 "tez https://exemple.example/alternance/\n"
 "travail-etudes/guide avant le 5~mars~2027."},
{LANG_FR, true, 260,
 "Écrivez à martin.boulanger@cfp-trois-sources.example ou consultez https://exemple.example/alternance/travail-etudes/guide avant le 5 mars 2027.",
 "Écrivez à martin.boulanger@cfp-trois-sources.example\n"
 "ou consultez https://exemple.example/alternance/\n"
 "travail-etudes/guide avant le 5~mars~2027."},
{LANG_FR, true, 320,
 "Écrivez à martin.boulanger@cfp-trois-sources.example ou consultez https://exemple.example/alternance/travail-etudes/guide avant le 5 mars 2027.",
 "Écrivez à martin.boulanger@cfp-trois-sources.example ou consultez https://\n"
 "exemple.example/alternance/travail-etudes/guide avant le 5~mars~2027."},
{LANG_FR, false, 90,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable\n"
 "de l’encadrement\n"
 "effectue deux visites\n"
 "au moins, dont une\n"
 "en présence de la\n"
 "superviseure et\n"
 "de l’élève~; il note\n"
 "ses observations\n"
 "au dossier et\n"
 "communique au\n"
 "titulaire de l’autorité\n"
 "parentale toute\n"
 "difficulté importante."},
{LANG_FR, false, 139,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable de l’encadrement\n"
 "effectue deux visites au moins,\n"
 "dont une en présence de la\n"
 "superviseure et de l’élève~; il\n"
 "note ses observations au dossier\n"
 "et communique au titulaire\n"
 "de l’autorité parentale toute\n"
 "difficulté importante."},
{LANG_FR, false, 200,
 "Le responsable de l'encadrement effectue deux visites au moins, dont une en présence de la superviseure et de l'élève; il note ses observations au dossier et communique au titulaire de l'autorité parentale toute difficulté importante.",
 "Le responsable de l’encadrement effectue\n"
 "deux visites au moins, dont une en présence\n"
 "de la superviseure et de l’élève~; il note ses\n"
 "observations au dossier et communique au\n"
 "titulaire de l’autorité parentale toute difficulté\n"
 "importante."},
{LANG_FR, false, 60,
 "Écrivez à martin.boulanger@cfp-trois-sources.example ou consultez https://exemple.example/alternance/travail-etudes/guide avant le 5 mars 2027.",
 "Écrivez à\n"
 "martin.bo\n"
 "ulanger@\n"
 "cfp-trois-sou\n"
 "rces.example\n"
 "ou consultez\n"
 "https://exem\n"
 "ple.example/\n"
 "alternance/tr\n"
 "avail-etudes/\n"
 "guide avant le\n"
 "5~mars~2027."},
{LANG_FR, false, 100,
 "La Commission des normes, de l'équité, de la santé et de la sécurité du travail couvre Marie-Christine Desrochers-Villeneuve, élève de Saint-Barthélemy, dès le 15 septembre 2027 à 8 h 30.",
 "La Commission des\n"
 "normes, de l’équité, de\n"
 "la santé et de la sécurité\n"
 "du travail couvre Marie-\n"
 "Christine Desrochers-\n"
 "Villeneuve, élève de\n"
 "Saint-Barthélemy, dès\n"
 "le 15~septembre~2027 à\n"
 "8~h~30."},
{LANG_FR, false, 50,
 "Responsabilité",
 "Respon=\n"
 "sabilité"},
{LANG_FR, false, 50,
 "Établissement, responsabilité partagée",
 "Établisse=\n"
 "ment, res=\n"
 "ponsabilité\n"
 "partagée"},
{LANG_FR, false, 30,
 "P-2027-882001-00042",
 "P-2027\n"
 "-88200\n"
 "1-0004\n"
 "2"},
{LANG_FR, false, 120,
 "Protocole d'entente tripartite de stage",
 "Protocole d’entente\n"
 "tripartite de stage"},
{LANG_FR, true, 170,
 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
{LANG_FR, false, 100,
 "1 234,50 $ par mois, 21,50 $/h, et/ou 8 h 30",
 "1~234,50~$ par mois,\n"
 "21,50~$/h, et/ou 8~h~30"},
{LANG_EN, false, 50,
 "Responsibilities",
 "Responsi=\n"
 "bilities"},
