#include "post/seal.h"

#include "base/message.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <utf8proc.h>

static const char source_key[] = "/AteSource"; /* of the document's information */

/* --- the password -------------------------------------------------------- */

/* Readers compose what is typed, and some also replace what is only compatible: ½, a
 * no-break space. Where both give the same text, all agree. */
static bool compose(const Secret *password, utf8proc_option_t more, Secret *composed)
{
    utf8proc_uint8_t *text = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)password->text, 0, &text,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | more);
    bool fits = length > 0 && length <= SEAL_PASSWORD_MOST;
    if (fits)
        memcpy(composed->text, text, (size_t)length + 1);
    if (length > 0)
        explicit_bzero(text, (size_t)length);
    free(text);
    return fits;
}

/* Invisible signs, private ones, and those that Unicode has not given out yet. */
static bool is_doubtful(const char *text)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
    for (utf8proc_int32_t c; *p;) {
        p += utf8proc_iterate(p, -1, &c);
        utf8proc_category_t category = utf8proc_category(c);
        if (category == UTF8PROC_CATEGORY_CN || category >= UTF8PROC_CATEGORY_ZL)
            return true;
    }
    return false;
}

Status seal_settle(Secret *password, Error *error)
{
    Secret composed = {0}, compatible = {0};
    Status status = STATUS_OK;
    if (!compose(password, 0, &composed) || !compose(password, UTF8PROC_COMPAT, &compatible))
        status = error_set(error, STATUS_USAGE, "",
                           _("le mot de passe dépasse %d octets, ce qu'un PDF permet"),
                           SEAL_PASSWORD_MOST);
    else if (strcmp(composed.text, compatible.text) != 0 || is_doubtful(composed.text))
        status = error_set(error, STATUS_USAGE, "",
                           _("le mot de passe contient un caractère que les lecteurs de PDF ne "
                             "comprennent pas tous de la même façon"));
    if (status == STATUS_OK)
        *password = composed;
    else
        error_remedy(error, _("choisissez des lettres, des chiffres et des signes du clavier"));
    secret_wipe(&composed);
    secret_wipe(&compatible);
    return status;
}

/* --- reading ------------------------------------------------------------- */

/* An error that nobody took, libqpdf would print. */
static void close_pdf(qpdf_data pdf)
{
    if (qpdf_has_error(pdf))
        qpdf_get_error(pdf);
    qpdf_cleanup(&pdf);
}

/* What is damaged is refused, never mended. */
static bool open_pdf(qpdf_data pdf, const Buffer *bytes, const char *password)
{
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
    return qpdf_read_memory(pdf, "", buffer_text(bytes), bytes->length, password) ==
               QPDF_SUCCESS &&
           !qpdf_has_error(pdf);
}

bool seal_is_of(const Buffer *copy, const Sha256 source, const Secret *password)
{
    qpdf_data pdf = qpdf_init();
    bool is = open_pdf(pdf, copy, password->text) && qpdf_is_encrypted(pdf);
    const char *made_of = is ? qpdf_get_info_key(pdf, source_key) : NULL;
    is = made_of && strcmp(made_of, source) == 0 && qpdf_check_pdf(pdf) == QPDF_SUCCESS;
    close_pdf(pdf);
    return is;
}

/* --- making -------------------------------------------------------------- */

static bool names(const unsigned char *bytes, size_t length, const char *word)
{
    return memmem(bytes, length, word, strlen(word)) != NULL;
}

/* The metadata are left out when they claim a conformance: the title is in the information. */
static void drop_claims(qpdf_data pdf)
{
    unsigned char *bytes = NULL;
    size_t length = 0;
    qpdf_oh root = qpdf_get_root(pdf), metadata = qpdf_oh_get_key(pdf, root, "/Metadata");
    if (!qpdf_oh_is_stream(pdf, metadata))
        return;
    bool read = qpdf_oh_get_stream_data(pdf, metadata, qpdf_dl_all, NULL, &bytes, &length) ==
                QPDF_SUCCESS;
    if (!read || names(bytes, length, "pdfaid") || names(bytes, length, "pdfuaid"))
        qpdf_oh_remove_key(pdf, root, "/Metadata");
    free(bytes);
}

static bool draw_owner(char owner[65])
{
    unsigned char bytes[32];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return false;
    for (size_t i = 0; i < sizeof bytes; i++) {
        owner[2 * i] = (char)('a' + (bytes[i] >> 4));
        owner[2 * i + 1] = (char)('a' + (bytes[i] & 15));
    }
    owner[64] = '\0';
    explicit_bzero(bytes, sizeof bytes);
    return true;
}

static bool write_sealed(qpdf_data pdf, const Secret *password, const char *owner, Buffer *copy)
{
    if (qpdf_init_write_memory(pdf) != QPDF_SUCCESS)
        return false;
    qpdf_set_r6_encryption_parameters2(pdf, password->text, owner, QPDF_TRUE /* accessibility */,
                                       QPDF_TRUE /* copying text */, QPDF_FALSE, QPDF_FALSE,
                                       QPDF_FALSE, QPDF_FALSE, qpdf_r3p_full,
                                       QPDF_TRUE /* metadata encrypted too */);
    if (qpdf_write(pdf) != QPDF_SUCCESS || qpdf_has_error(pdf))
        return false;
    buffer_clear(copy);
    buffer_add(copy, qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
    return true;
}

Status seal_make(const Buffer *pdf, const Sha256 source, const Secret *password, Buffer *copy,
                 Error *error)
{
    char owner[65];
    if (!draw_owner(owner))
        return error_errno(error, "", _("le système ne donne pas de nombre au hasard"));
    Status status = STATUS_OK;
    qpdf_data opened = qpdf_init();
    if (!open_pdf(opened, pdf, NULL) || qpdf_is_encrypted(opened)) {
        status = error_set(error, STATUS_SYSTEM, "", _("le PDF est endommagé"));
        goto out;
    }
    drop_claims(opened);
    qpdf_set_info_key(opened, source_key, source);
    if (!write_sealed(opened, password, owner, copy))
        status = error_set(error, STATUS_SYSTEM, "", _("la copie ne peut pas être chiffrée"));
out:
    close_pdf(opened);
    explicit_bzero(owner, sizeof owner);
    return status;
}
