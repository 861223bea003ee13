#include "post/identity.h"

void identity_of(const Record *record, const Parcel *parcel, Identity *identity)
{
    Buffer bytes = {0};
    recipient_digest(record, parcel->to, identity->recipient);
    buffer_printf(&bytes, "%s\n%s\n%s\n", row_key(parcel->company), parcel->occasion,
                  identity->recipient);
    sha256_hex(bytes.data, bytes.length, identity->who);
    for (size_t i = 0; i < parcel->document_count; i++) {
        const Document *document = parcel->documents[i];
        buffer_printf(&bytes, "%s\n%s\n%s\n%d\n%s\n", document->kind->name, document->subject.key,
                      document->issued.number, document->issued.revision, document->terms);
    }
    sha256_hex(bytes.data, bytes.length, identity->what);
    buffer_free(&bytes);
}
