/* Family Identifiers, at the borders of each form. */
#include "case.h"

START_TEST(permanent_code)
{
    static const Expectation table[] = {
        {"eleves.1.code_permanent=TREZ7653070", BOTH, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ765307011", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=trez 7653 0701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TR1Z76530701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ7653070A", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        /* day: 01 to 31, 63 to 93 */
        {"eleves.1.code_permanent=TREZ00010701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ01010701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ31010701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ32010701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ62010701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ63010701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ93010701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ94010701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        /* month: 01 to 12, 51 to 62 */
        {"eleves.1.code_permanent=TREZ01000701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ01120701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ01130701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ01500701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ01510701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ01620701", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ01630701", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        /* 29 February: 2004 had one, 1900 (as 00 without + 62) and 2005 had none */
        {"eleves.1.code_permanent=TREZ91020401", FP, "code-permanent-forme", ""},
        {"eleves.1.code_permanent=TREZ91020501", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ29020001", FP, "code-permanent-forme",
         "E eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ91020001", FP, "code-permanent-forme", ""},
        {"-eleves.code_permanent", FP, "code-permanent-forme", "?"},

        {"eleves.1.code_permanent=TREZ75530701", BOTH, "code-permanent-naissance",
         "W eleves.csv:2 code_permanent"},
        {"eleves.1.code_permanent=TREZ76030701", FP, "code-permanent-naissance",
         ""}, /* a boy's month */
        {"eleves.1.date_naissance=", FP, "code-permanent-naissance", ""},
        {"-eleves.date_naissance", FP, "code-permanent-naissance", "?"},

        {"eleves.1.prenom=Anne", BOTH, "code-permanent-nom", "W eleves.csv:2 code_permanent"},
        {"eleves.1.nom=Trépanier & eleves.1.prenom=Zacharie", FP, "code-permanent-nom", ""},
        {"eleves.1.nom=T'Ré-Mi", FP, "code-permanent-nom", ""},
        {"eleves.1.nom=Ng & eleves.1.code_permanent=NGXZ76530701", FP, "code-permanent-nom", ""},
        {"eleves.1.nom=Ng & eleves.1.code_permanent=NGZX76530701", FP, "code-permanent-nom",
         "W eleves.csv:2 code_permanent"},

        {"eleves.1.code_permanent=", BOTH, "code-permanent-absent", ""},
        {"eleves.1.code_permanent= & sequences.1.statut=terminee", BOTH, "code-permanent-absent",
         "W eleves.csv:2 code_permanent"},
        {"+eleves:id;code_permanent;nom;prenom;programme;statut=ELV-2;TREZ 7653 "
         "0701;Trempe;Zoé;5195;actif",
         FP, "code-permanent-double", "E eleves.csv:3 code_permanent"},
        {"+eleves:id;code_permanent;nom;prenom;programme;statut=ELV-2;TREZ76530702;Trempe;Zoé;5195;"
         "actif",
         FP, "code-permanent-double", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(neq)
{
    static const Expectation table[] = {
        {"entreprises.1.neq=111234567", BOTH, "neq-forme", "E entreprises.csv:2 neq"},
        {"entreprises.1.neq=11123456740", FP, "neq-forme", "E entreprises.csv:2 neq"},
        {"entreprises.1.neq=11 1234 5674", FP, "neq-forme", ""},
        {"entreprises.1.neq=", FP, "neq-forme", ""},
        {"entreprises.1.neq=111234567O", FP, "neq-forme", "E entreprises.csv:2 neq"},
        {"-entreprises.neq", FP, "neq-forme", "?"},
        {"entreprises.1.neq=2212345674", BOTH, "neq-prefixe", ""},
        {"entreprises.1.neq=3312345674", FP, "neq-prefixe", ""},
        {"entreprises.1.neq=8812345674", FP, "neq-prefixe", ""},
        {"entreprises.1.neq=4412345674", BOTH, "neq-prefixe", "W entreprises.csv:2 neq"},
        {"entreprises.1.neq=1112345675", BOTH, "neq-cle", "W entreprises.csv:2 neq"},
        {"entreprises.1.neq=1112345764", FP, "neq-cle", "W entreprises.csv:2 neq"}, /* 67 swapped */
        {"entreprises.1.neq=9912345674", FP, "neq-cle", ""}, /* the prefix does not count */
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(postal_code)
{
    static const Expectation table[] = {
        {"entreprises.1.code_postal=D1R 5A5", BOTH, "code-postal-forme",
         "E entreprises.csv:2 code_postal"},
        {"entreprises.1.code_postal=W1R 5A5", FP, "code-postal-forme",
         "E entreprises.csv:2 code_postal"},
        {"entreprises.1.code_postal=G1W 5Z5", FP, "code-postal-forme", ""},
        {"entreprises.1.code_postal=G1O 5A5", FP, "code-postal-forme",
         "E entreprises.csv:2 code_postal"},
        {"entreprises.1.code_postal=G1R5A5", FP, "code-postal-forme", ""},
        {"entreprises.1.code_postal=g1r 5a5", FP, "code-postal-forme", ""},
        {"entreprises.1.code_postal=G1R 5A", FP, "code-postal-forme",
         "E entreprises.csv:2 code_postal"},
        {"entreprises.1.code_postal=G1 R5A5", FP, "code-postal-forme",
         "E entreprises.csv:2 code_postal"},
        {"entreprises.1.code_postal=75001 & entreprises.1.pays=France", FP, "code-postal-forme",
         ""},
        {"entreprises.1.code_postal=75001 & entreprises.1.pays=CANADA", FP, "code-postal-forme",
         "E entreprises.csv:2 code_postal"},
        {"eleves.1.code_postal=1", FP, "code-postal-forme", "E eleves.csv:2 code_postal"},
        {"sequences.1.lieu_code_postal=1", FP, "code-postal-forme",
         "E sequences.csv:2 lieu_code_postal"},
        {"config.etablissement.code_postal=1", FP, "code-postal-forme",
         "E config.ini:7 code_postal"},
        {"entreprises.1.code_postal=K1A 0B1", BOTH, "code-postal-province",
         "W entreprises.csv:2 code_postal"},
        {"entreprises.1.code_postal=K1A 0B1 & entreprises.1.province=ON", FP,
         "code-postal-province", ""},
        {"entreprises.1.code_postal=K1A 0B1 & entreprises.1.province=", FP, "code-postal-province",
         "W entreprises.csv:2 code_postal"},
        {"entreprises.1.code_postal=J1A 1B1 & entreprises.1.province=Québec", FP,
         "code-postal-province", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(telephone_and_email)
{
    static const Expectation table[] = {
        {"entreprises.1.telephone=418 555-012", BOTH, "telephone-forme",
         "W entreprises.csv:2 telephone"},
        {"entreprises.1.telephone=(418) 555-0123 poste 12", FP, "telephone-forme", ""},
        {"entreprises.1.telephone=118 555-0123", FP, "telephone-forme",
         "W entreprises.csv:2 telephone"},
        {"entreprises.1.telephone=418 155-0123", FP, "telephone-forme",
         "W entreprises.csv:2 telephone"},
        {"entreprises.1.telephone=+33 1 70 18 99 00 & entreprises.1.pays=France", FP,
         "telephone-forme", ""},
        {"config.etablissement.telephone=12", FP, "telephone-forme", "W config.ini:8 telephone"},
        {"superviseurs.1.courriel=jean.roy", BOTH, "courriel-forme",
         "E superviseurs.csv:2 courriel"},
        {"superviseurs.1.courriel=jean@roy@exemple.ca", FP, "courriel-forme",
         "E superviseurs.csv:2 courriel"},
        {"superviseurs.1.courriel=jean roy@exemple.ca", FP, "courriel-forme",
         "E superviseurs.csv:2 courriel"},
        {"superviseurs.1.courriel=jean@exemple", FP, "courriel-forme",
         "E superviseurs.csv:2 courriel"},
        {"superviseurs.1.courriel=a@b.ca", FP, "courriel-forme", ""},
        {"eleves.1.courriel=zoe@gmai.com", BOTH, "courriel-domaine", "W eleves.csv:2 courriel"},
        {"eleves.1.courriel=zoe@Hotmial.com", FP, "courriel-domaine", "W eleves.csv:2 courriel"},
        {"eleves.1.courriel=zoe@outlok.com", FP, "courriel-domaine", "W eleves.csv:2 courriel"},
        {"eleves.1.courriel=zoe@gmail.com", FP, "courriel-domaine", ""},
        {"eleves.1.courriel=zoe@mail.com", FP, "courriel-domaine", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(programme_and_school)
{
    static const Expectation table[] = {
        {"+programmes:code;titre;sanction;heures=52311;X;DEP;900", BOTH, "programme-forme",
         "E programmes.csv:3 code"},
        {"+programmes:code;titre;sanction;heures=5231;X;ASP;900", FP, "programme-forme", ""},
        {"+programmes:code;titre;sanction;heures=4201;X;AEP;900", FP, "programme-forme", ""},
        {"+programmes:code;titre;sanction;heures=420.AC;X;DEC;900", FP, "programme-forme", ""},
        {"+programmes:code;titre;sanction;heures=420.0A;X;DEC;900", FP, "programme-forme",
         "E programmes.csv:3 code"},
        {"+programmes:code;titre;sanction;heures=EEC.1Y;X;AEC;900", FP, "programme-forme", ""},
        {"+programmes:code;titre;sanction;heures=EEC.1;X;AEC;900", FP, "programme-forme",
         "E programmes.csv:3 code"},
        {"programmes.1.unites=121", FP, "programme-unites", "W programmes.csv:2 unites"},
        {"programmes.1.unites=", FP, "programme-unites", ""},
        {"programmes.1.unites=100", COLLEGE, "programme-unites", ""},
        {"config.etablissement.code_organisme=12345", BOTH, "organisme-forme",
         "E config.ini:4 code_organisme"},
        {"config.etablissement.code_organisme=1234567", FP, "organisme-forme",
         "E config.ini:4 code_organisme"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(doubles)
{
    static const Expectation table[] = {
        {"+entreprises:id;nom;adresse;ville;code_postal;representant_nom;representant_titre;statut="
         "ENT-2;ateliers inventes Inc;x;Lévis;G6V1A1;B;dir.;confirmee",
         BOTH, "entreprise-double", "W entreprises.csv:3 nom"},
        {"+entreprises:id;nom;neq;adresse;ville;code_postal;representant_nom;representant_titre;"
         "statut="
         "ENT-2;Autre;1112345674;x;Lévis;G6V 1A1;B;dir.;confirmee",
         FP, "entreprise-double", "W entreprises.csv:3 neq"},
        {"+entreprises:id;nom;neq;adresse;ville;code_postal;representant_nom;representant_titre;"
         "statut="
         "ENT-2;Autre;1112345674;x;Lévis;G6V 1A2;B;dir.;confirmee",
         FP, "entreprise-double", "I entreprises.csv:3 neq"},
        {"+entreprises:id;nom;adresse;ville;code_postal;representant_nom;representant_titre;statut="
         "ENT-2;Ateliers Inventés inc.;x;Lévis;G6V 1A2;B;dir.;confirmee",
         FP, "entreprise-double", ""},
        {"+eleves:id;nom;prenom;date_naissance;programme;statut=ELV-2;TREMBLAY;Zoe;2007-03-14;5195;"
         "actif",
         FP, "eleve-double", "W eleves.csv:3 nom"},
        {"+eleves:id;nom;prenom;date_naissance;programme;statut=ELV-2;TREMBLAY;Zoe;2007-03-15;5195;"
         "actif",
         FP, "eleve-double", ""},
        /* Two blanks are not the same thing. */
        {"-entreprises.nom & +entreprises:id;code_postal=ENT-2;G6V 1A1", BOTH,
         "entreprise-double", ""},
        {"entreprises.1.code_postal= & +entreprises:id;nom=ENT-2;Ateliers Inventés inc.", BOTH,
         "entreprise-double", ""},
        {"entreprises.1.code_postal= & +entreprises:id;nom;neq=ENT-2;Autre;1112345674", FP,
         "entreprise-double", "I entreprises.csv:3 neq"},
        {"-eleves.nom & +eleves:id;prenom;date_naissance=ELV-2;Zoé;2007-03-14", FP, "eleve-double",
         ""},
        {"sequences.2.debut=2027-01-11", BOTH, "stage-double", "W sequences.csv:3 id"},
        {"sequences.2.debut=2027-01-11 & sequences.1.statut=annulee", FP, "stage-double", ""},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(personal_values_are_masked)
{
    Case *c = case_new(FP);
    case_apply(c, "eleves.1.code_permanent=TREZ99530701 & eleves.1.code_postal=X0");
    case_run(c);
    const Finding *code = case_finding(c, "code-permanent-forme");
    ck_assert_str_eq(code->place.value, "***");
    ck_assert_ptr_null(strstr(code->message, "TREZ"));
    ck_assert_str_eq(code->holds, "declaration");
    const Finding *postal = case_finding(c, "code-postal-forme");
    ck_assert_str_eq(postal->place.value, "***");
    ck_assert_str_eq(postal->holds, ""); /* nobody's document prints a home address */
    case_free(c);
}
END_TEST

SUITE("identifier", permanent_code, neq, postal_code, telephone_and_email, programme_and_school,
      doubles, personal_values_are_masked)
