/* The templates of the repository: all their names are known, and they fill. */
#include "fixture.h"

#include "text/catalogue.h"
#include "dump.h"

static void fill(Fixture *f, const Kind *kind, const Subject *subject)
{
    Datum root = model_root(&f->model, subject);
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
        Doc doc = {0};
        Error error = {0};
        Sha256 terms;
        Buffer out = {0};
        f->model.lang = lang;
        const KindTemplate *template = kind_template(kind, &f->model, root);
        ck_assert_ptr_nonnull(template);
        const Template *text = template->template[lang];
        ck_assert_int_eq(template_doc(text, &f->model.source, root, f->arena, &doc, &error), 0);
        ck_assert_int_eq(template_terms(text, &f->model.source, root, terms, &error), 0);
        ck_assert_ptr_nonnull(doc.root->first);
        dump_block(&out, doc.root, 0);
        ck_assert_ptr_null(strstr(buffer_text(&out), "{{"));
        if (getenv("ATE_DUMP"))
            printf("=== %s %s %d\n%s", kind->name, subject->key, (int)lang, buffer_text(&out));
        buffer_free(&out);
    }
}

START_TEST(test_all)
{
    Fixture f;
    Error error = {0};
    Catalogue catalogue;
    fixture_open(&f, NULL);
    Status status = catalogue_load(&catalogue, f.arena, "templates", &f.record, &error);
    ck_assert_msg(!status, "%s: %s %s", error.place, error.what, error.remedy);
    ck_assert_uint_ge(catalogue.count, 4);
    for (size_t k = 0; k < catalogue.count; k++) {
        size_t count;
        const Kind *kind = &catalogue.kinds[k];
        const Subject *all = model_subjects(&f.record, kind->scope, f.arena, &count);
        for (size_t i = 0; i < count; i++)
            fill(&f, kind, &all[i]);
    }
    fixture_close(&f);
}
END_TEST

SUITE("shipped", test_all)
