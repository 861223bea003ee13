/* recognition: what was recognised of files, numbers and codes (`ate verifier`). Keys and numbers,
 * never a name. */
#ifndef ATE_SHOW_RECOGNITION_H
#define ATE_SHOW_RECOGNITION_H

#include "base/buffer.h"
#include "issue/recognise.h"

void show_recognition_text(const Recognition *found, Buffer *out);
/* {"version":1,"resultats":[{"demande","par","verdict","nature","genre","cle","numero","revision",
 * "emis_le","revision_en_vigueur","en_vigueur_le","transcription"}]}: docs/verification.schema.json */
void show_recognitions_json(const Recognition *found, size_t count, Buffer *out);

#endif
