/* message: the messages of a run, prepared as .eml files and kept in the ledger.
 *
 * One message a parcel (parcel.h), or several when it is too heavy and config.ini has it
 * split (split.h). A message keeps its day and its Message-ID as
 * long as its documents say the same to the same person, so that running again,
 * even on another day, gives the same bytes and writes nothing; new documents make
 * a new message, and the one they replace leaves the ledger's list of what is to be
 * sent, and the folder. The registry is written first: after a crash the next run
 * finds the same messages and writes the files that lack.
 *
 * The issue must be whole (planned without selection, reserved and made): a message
 * carries all the documents of its occasion.
 */
#ifndef ATE_POST_MESSAGE_H
#define ATE_POST_MESSAGE_H

#include "post/copies.h"
#include "post/letter.h"
#include "post/settings.h"
#include "record/messages.h"

typedef struct Message {
    const Parcel *parcel;
    Lang lang;
    const char *subject, *text;
    MessageRow row;       /* key, path, day, Message-ID, state */
    bool known;           /* already in the ledger, for the same documents */
    size_t length;        /* bytes of the .eml */
    Sha256 sha256;
    const Row **sources;  /* the company, then the sequences, for the manifest */
    size_t source_count;
    bool written;         /* by post_write: false when the file was there, the same */
} Message;

typedef struct Post {
    const Issue *issue;
    Arena *arena;
    MailSettings settings;
    const char *only_company; /* NULL: all; others are left as they are */
    Parcels parcels;          /* parcels.refusals: what could not be prepared, and why */
    Copies copies;            /* protected: what is attached in place of the documents */
    Message *messages;        /* by company, occasion, path */
    size_t count;
    MessageRow *withdrawn;    /* were to be sent, and must not be any more */
    size_t withdrawn_count;
    size_t untold_count;      /* documents that left, as the registry does not know (traces.h) */
} Post;

/* Decides the messages and their bytes; writes nothing but protected copies, with `workers`
 * processes. A message that cannot be made is a refusal; STATUS_USAGE is for templates and
 * config.ini. To be given back with post_free even when it fails. */
Status post_prepare(Post *post, const Issue *issue, const char *only_company, int workers,
                    Arena *arena, Error *error);
/* The ledger in one transaction, then the files. */
Status post_write(Post *post, Registry *registry, Error *error);
/* Another message of this run takes the file of a withdrawn one. */
bool post_has_successor(const Post *post, const MessageRow *withdrawn);
void post_free(Post *post);

#endif
