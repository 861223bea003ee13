#include "archive/join.h"

#include "archive/outline.h"
#include "archive/tagging.h"
#include "base/arena.h"
#include "base/message.h"

#include <stdlib.h>
#include <string.h>

/* --- opening ------------------------------------------------------------- */

/* An error that nobody took, libqpdf would print. */
static void close_pdf(qpdf_data *pdf)
{
    if (*pdf && qpdf_has_error(*pdf))
        qpdf_get_error(*pdf);
    if (*pdf)
        qpdf_cleanup(pdf);
}

/* Ours are whole or damaged; an office machine's may want some mending. */
static bool open_pdf(qpdf_data pdf, const Buffer *bytes, bool ours)
{
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf, !ours);
    return qpdf_read_memory(pdf, "", buffer_text(bytes), bytes->length, NULL) < QPDF_ERRORS &&
           qpdf_get_num_pages(pdf) > 0 && !qpdf_has_error(pdf);
}

int join_pages(const Buffer *bytes, bool ours)
{
    qpdf_data pdf = qpdf_init();
    int pages = open_pdf(pdf, bytes, ours) ? qpdf_get_num_pages(pdf) : 0;
    close_pdf(&pdf);
    return pages;
}

/* --- pages --------------------------------------------------------------- */

/* The sources stay open until the whole is written: it reads their streams then. */
typedef struct Joiner {
    const Joining *joining;
    qpdf_data *sources; /* the first one becomes the whole */
    qpdf_data whole;
    Tagging tagging;
    Outline outline;
} Joiner;

static bool open_parts(Joiner *joiner)
{
    for (size_t i = 0; i < joiner->joining->part_count; i++) {
        const JoinPart *part = &joiner->joining->parts[i];
        joiner->sources[i] = qpdf_init();
        if (!open_pdf(joiner->sources[i], part->pdf, part->ours))
            return false;
    }
    joiner->whole = joiner->sources[0];
    return true;
}

static bool add_pages(qpdf_data whole, qpdf_data source)
{
    int count = qpdf_get_num_pages(source);
    for (int n = 0; n < count; n++) {
        qpdf_oh page = qpdf_get_page_n(source, (size_t)n);
        if (qpdf_add_page(whole, source, page, QPDF_FALSE) != QPDF_SUCCESS)
            return false;
    }
    return true;
}

static bool add_part(Joiner *joiner, size_t i)
{
    const JoinPart *part = &joiner->joining->parts[i];
    qpdf_data source = joiner->sources[i];
    int first = qpdf_get_num_pages(joiner->whole);
    if (!add_pages(joiner->whole, source))
        return false;
    if (part->ours)
        tagging_add(&joiner->tagging, source, part->title, first);
    else
        tagging_drop(&joiner->tagging, first);
    outline_add(&joiner->outline, part->ours ? source : NULL, part->title, first);
    return !qpdf_has_error(joiner->whole);
}

/* --- attachments --------------------------------------------------------- */

static qpdf_oh embedded_file(qpdf_data pdf, const JoinFile *file)
{
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)buffer_text(file->csv),
                                file->csv->length, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    qpdf_oh dict = qpdf_oh_get_dict(pdf, stream), params = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, dict, "/Type", qpdf_oh_new_name(pdf, "/EmbeddedFile"));
    qpdf_oh_replace_key(pdf, dict, "/Subtype", qpdf_oh_new_name(pdf, "/text/csv"));
    qpdf_oh_replace_key(pdf, params, "/Size",
                        qpdf_oh_new_integer(pdf, (long long)file->csv->length));
    qpdf_oh_replace_key(pdf, dict, "/Params", params);
    return stream;
}

static qpdf_oh file_specification(qpdf_data pdf, const JoinFile *file)
{
    qpdf_oh stream = embedded_file(pdf, file);
    qpdf_oh embedded = qpdf_oh_new_dictionary(pdf), spec = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, embedded, "/F", stream);
    qpdf_oh_replace_key(pdf, embedded, "/UF", stream);
    qpdf_oh_replace_key(pdf, spec, "/Type", qpdf_oh_new_name(pdf, "/Filespec"));
    qpdf_oh_replace_key(pdf, spec, "/F", qpdf_oh_new_unicode_string(pdf, file->name));
    qpdf_oh_replace_key(pdf, spec, "/UF", qpdf_oh_new_unicode_string(pdf, file->name));
    qpdf_oh_replace_key(pdf, spec, "/Desc", qpdf_oh_new_unicode_string(pdf, file->description));
    qpdf_oh_replace_key(pdf, spec, "/AFRelationship", qpdf_oh_new_name(pdf, "/Source"));
    qpdf_oh_replace_key(pdf, spec, "/EF", embedded);
    return qpdf_make_indirect_object(pdf, spec);
}

static void attach_files(qpdf_data pdf, const Joining *joining)
{
    if (!joining->file_count)
        return;
    qpdf_oh names = qpdf_oh_new_array(pdf), associated = qpdf_oh_new_array(pdf);
    for (size_t i = 0; i < joining->file_count; i++) {
        const JoinFile *file = &joining->files[i];
        qpdf_oh spec = file_specification(pdf, file);
        qpdf_oh_append_item(pdf, names, qpdf_oh_new_unicode_string(pdf, file->name));
        qpdf_oh_append_item(pdf, names, spec);
        qpdf_oh_append_item(pdf, associated, spec);
    }
    qpdf_oh tree = qpdf_oh_new_dictionary(pdf), root = qpdf_get_root(pdf);
    qpdf_oh all = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, tree, "/Names", names);
    qpdf_oh_replace_key(pdf, all, "/EmbeddedFiles", tree);
    qpdf_oh_replace_key(pdf, root, "/Names", all);
    qpdf_oh_replace_key(pdf, root, "/AF", associated);
}

/* --- writing ------------------------------------------------------------- */

static bool write_whole(qpdf_data pdf, Buffer *whole)
{
    if (qpdf_init_write_memory(pdf) != QPDF_SUCCESS)
        return false;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(pdf, "1.7");
    if (qpdf_write(pdf) >= QPDF_ERRORS || qpdf_has_error(pdf))
        return false;
    buffer_clear(whole);
    buffer_add(whole, qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
    return true;
}

static bool join_parts(Joiner *joiner, Buffer *whole)
{
    const Joining *joining = joiner->joining;
    if (!open_parts(joiner))
        return false;
    tagging_open(&joiner->tagging, joiner->whole, joining->parts[0].title);
    outline_open(&joiner->outline, joiner->whole, joining->parts[0].title);
    for (size_t i = 1; i < joining->part_count; i++)
        if (!add_part(joiner, i))
            return false;
    tagging_close(&joiner->tagging);
    outline_close(&joiner->outline);
    attach_files(joiner->whole, joining);
    /* A claim of conformance in the first part is not one of the whole; its title is kept
     * elsewhere. */
    qpdf_oh_remove_key(joiner->whole, qpdf_get_root(joiner->whole), "/Metadata");
    return !qpdf_has_error(joiner->whole) && write_whole(joiner->whole, whole);
}

Status join_make(const Joining *joining, Buffer *whole, Error *error)
{
    Joiner joiner = {.joining = joining};
    joiner.sources = memory_resize(NULL, joining->part_count, sizeof *joiner.sources);
    memset(joiner.sources, 0, joining->part_count * sizeof *joiner.sources);
    bool joined = join_parts(&joiner, whole);
    for (size_t i = 0; i < joining->part_count; i++)
        close_pdf(&joiner.sources[i]);
    free(joiner.sources);
    return joined ? STATUS_OK
                  : error_set(error, STATUS_SYSTEM, "", _("un des PDF à réunir est endommagé"));
}
