/* Sealed copies: who opens them, of what they say they are, and what they do not claim. */
#include "post/seal.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SOURCE "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"

/* A page with a word on it and these metadata. */
static Buffer small_pdf(const char *metadata)
{
    static const char page[] = "BT /F1 24 Tf 72 700 Td (Bonjour) Tj ET";
    Buffer objects[6] = {{0}}, pdf = {0};
    size_t places[6];
    buffer_add_text(&objects[0], "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>");
    buffer_add_text(&objects[1], "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    buffer_add_text(&objects[2], "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
                                 "/Resources<</Font<</F1 6 0 R>>>>>>");
    buffer_printf(&objects[3], "<</Length %zu>>\nstream\n%s\nendstream", strlen(page), page);
    buffer_printf(&objects[4], "<</Type/Metadata/Subtype/XML/Length %zu>>\nstream\n%s\nendstream",
                  strlen(metadata), metadata);
    buffer_add_text(&objects[5], "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    buffer_add_text(&pdf, "%PDF-1.7\n");
    for (size_t i = 0; i < 6; i++) {
        places[i] = pdf.length;
        buffer_printf(&pdf, "%zu 0 obj\n%s\nendobj\n", i + 1, buffer_text(&objects[i]));
        buffer_free(&objects[i]);
    }
    size_t table = pdf.length;
    buffer_add_text(&pdf, "xref\n0 7\n0000000000 65535 f \n");
    for (size_t i = 0; i < 6; i++)
        buffer_printf(&pdf, "%010zu 00000 n \n", places[i]);
    buffer_printf(&pdf, "trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", table);
    return pdf;
}

static Secret secret_of(const char *text)
{
    Secret secret = {0};
    snprintf(secret.text, sizeof secret.text, "%s", text);
    return secret;
}

static Buffer sealed(const char *metadata, const char *password)
{
    Buffer pdf = small_pdf(metadata), copy = {0};
    Secret secret = secret_of(password);
    Error error = {0};
    ck_assert_msg(seal_make(&pdf, SOURCE, &secret, &copy, &error) == STATUS_OK, "%s", error.what);
    buffer_free(&pdf);
    return copy;
}

/* What a command prints of the copy ("%s"), to be freed; `*code` its exit code. */
static Buffer run_on(const Buffer *copy, const char *command, int *code)
{
    char path[] = "/tmp/ate-seal-XXXXXX", line[512];
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, copy->data, copy->length), (ssize_t)copy->length);
    close(file);
    snprintf(line, sizeof line, command, path);
    FILE *pipe = popen(line, "r");
    ck_assert_ptr_nonnull(pipe);
    Buffer said = {0};
    for (int c; (c = fgetc(pipe)) != EOF;)
        buffer_add_char(&said, (char)c);
    *code = pclose(pipe);
    unlink(path);
    return said;
}

START_TEST(test_opens_with_its_password)
{
    Buffer copy = sealed("<x/>", "élève2026");
    int code;
    Buffer text = run_on(&copy, "pdftotext -upw élève2026 %s - 2>&1", &code);
    ck_assert_int_eq(code, 0);
    ck_assert_ptr_nonnull(strstr(buffer_text(&text), "Bonjour"));
    buffer_free(&text);
    text = run_on(&copy, "pdftotext %s - 2>&1", &code);
    ck_assert_int_ne(code, 0);
    buffer_free(&text);
    ck_assert_ptr_null(memmem(copy.data, copy.length, "Bonjour", 7));
    ck_assert_ptr_null(memmem(copy.data, copy.length, SOURCE, 16));
    buffer_free(&copy);
}
END_TEST

START_TEST(test_knows_its_source_and_password)
{
    Buffer copy = sealed("<x/>", "mot");
    Secret mot = secret_of("mot"), other = secret_of("Mot"), none = secret_of("");
    ck_assert(seal_is_of(&copy, SOURCE, &mot));
    ck_assert(!seal_is_of(&copy, OTHER, &mot));
    ck_assert(!seal_is_of(&copy, SOURCE, &other));
    ck_assert(!seal_is_of(&copy, SOURCE, &none));
    Buffer plain = small_pdf("<x/>"), empty = {0};
    ck_assert(!seal_is_of(&plain, SOURCE, &mot));
    ck_assert(!seal_is_of(&empty, SOURCE, &mot));
    buffer_free(&plain);
    for (size_t kept = 0; kept < copy.length; kept += 97) {
        Buffer cut = {0};
        buffer_add(&cut, copy.data, kept);
        ck_assert_msg(!seal_is_of(&cut, SOURCE, &mot), "%zu bytes", kept);
        buffer_free(&cut);
    }
    buffer_free(&copy);
}
END_TEST

START_TEST(test_two_copies_differ)
{
    Buffer a = sealed("<x/>", "mot"), b = sealed("<x/>", "mot");
    ck_assert(a.length != b.length || memcmp(a.data, b.data, a.length) != 0);
    buffer_free(&a);
    buffer_free(&b);
}
END_TEST

START_TEST(test_claims_are_left_out)
{
    static const struct {
        const char *metadata;
        bool kept;
    } cases[] = {
        {"<rdf:Description><dc:title>Titre</dc:title></rdf:Description>", true},
        {"<rdf:Description><pdfaid:part>2</pdfaid:part></rdf:Description>", false},
        {"<rdf:Description pdfuaid:part=\"1\"/>", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int code;
        Buffer copy = sealed(cases[i].metadata, "mot");
        Buffer said = run_on(&copy, "qpdf --password=mot --decrypt --stream-data=uncompress %s - 2>&1",
                             &code);
        ck_assert_int_eq(code, 0);
        bool there = memmem(said.data, said.length, "rdf:Description", 15) != NULL;
        ck_assert_int_eq(there, cases[i].kept);
        ck_assert_ptr_null(memmem(said.data, said.length, "aid:part", 8));
        buffer_free(&said);
        said = run_on(&copy, "qpdf --check --password=mot %s 2>&1", &code);
        ck_assert_msg(code == 0, "%s", buffer_text(&said));
        buffer_free(&said);
        buffer_free(&copy);
    }
}
END_TEST

START_TEST(test_damaged_pdf)
{
    Buffer pdf = small_pdf("<x/>"), copy = {0};
    Secret mot = secret_of("mot");
    const size_t kept[] = {0, 5, 40, pdf.length / 2, pdf.length - 30};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        Buffer cut = {0};
        Error error = {0};
        buffer_add(&cut, pdf.data, kept[i]);
        ck_assert_int_eq(seal_make(&cut, SOURCE, &mot, &copy, &error), STATUS_SYSTEM);
        ck_assert_str_eq(error.what, "le PDF est endommagé");
        buffer_free(&cut);
    }
    ck_assert_int_eq(seal_make(&pdf, SOURCE, &mot, &copy, NULL), STATUS_OK);
    Error error = {0};
    Buffer twice = {0};
    ck_assert_int_eq(seal_make(&copy, SOURCE, &mot, &twice, &error), STATUS_SYSTEM);
    buffer_free(&copy);
    buffer_free(&pdf);
}
END_TEST

START_TEST(test_passwords)
{
    static const struct {
        const char *typed, *settled; /* NULL: refused */
    } cases[] = {
        {"élève2026", "élève2026"},
        {"e\xCC\x81le\xCC\x80ve2026", "élève2026"}, /* decomposed */
        {"Œuvre & «là» 3 $", "Œuvre & «là» 3 $"},
        {"日本", "日本"},
        {"½", NULL},
        {"ﬁn", NULL},
        {"a\xC2\xA0" "b", NULL},     /* no-break space */
        {"a\xC2\xAD" "b", NULL},     /* soft hyphen */
        {"a\xE2\x80\x8B" "b", NULL}, /* zero width */
        {"a\xEE\x80\x80", NULL},     /* private use */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Secret secret = secret_of(cases[i].typed);
        Error error = {0};
        Status status = seal_settle(&secret, &error);
        ck_assert_msg((status == STATUS_OK) == (cases[i].settled != NULL), "%s", cases[i].typed);
        if (cases[i].settled)
            ck_assert_str_eq(secret.text, cases[i].settled);
        else
            ck_assert(*error.what && *error.remedy && error.status == STATUS_USAGE);
    }
    char longest[SEAL_PASSWORD_MOST + 2];
    memset(longest, 'a', sizeof longest);
    longest[SEAL_PASSWORD_MOST + 1] = '\0';
    Secret secret = secret_of(longest);
    ck_assert_int_eq(seal_settle(&secret, NULL), STATUS_USAGE);
    secret = secret_of(longest + 1);
    ck_assert_int_eq(seal_settle(&secret, NULL), STATUS_OK);
}
END_TEST

SUITE("seal", test_opens_with_its_password, test_knows_its_source_and_password,
      test_two_copies_differ, test_claims_are_left_out, test_damaged_pdf, test_passwords)
