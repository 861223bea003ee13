/* A look at the first records before libcsv is told how to part them. */
#include "read/separator.h"

#include <string.h>
#include <strings.h>

static const char candidates[] = {';', ',', '\t'};
enum { CANDIDATES = sizeof candidates, SAMPLE_RECORDS = 10, SAMPLE_BYTES = 64 * 1024 };

/* Counts the candidates of one record; returns where the next one begins. */
static const char *count_record(const char *p, const char *end, size_t counts[CANDIDATES])
{
    memset(counts, 0, CANDIDATES * sizeof *counts);
    for (bool quoted = false; p < end; p++) {
        if (*p == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (*p == '\n' || *p == '\r')
            return p + 1;
        for (size_t i = 0; i < CANDIDATES; i++)
            counts[i] += *p == candidates[i];
    }
    return end;
}

/* The separator of the header that comes as often in the most records; a comma inside a text
 * or a number does not come as often in each. */
char separator_detect(const char *text, size_t length)
{
    const char *end = text + (length < SAMPLE_BYTES ? length : SAMPLE_BYTES);
    while (text < end && (*text == '\n' || *text == '\r'))
        text++;
    size_t header[CANDIDATES], agree[CANDIDATES] = {0};
    const char *p = count_record(text, end, header);
    for (size_t record = 0; record < SAMPLE_RECORDS && p < end; record++) {
        size_t counts[CANDIDATES];
        p = count_record(p, end, counts);
        for (size_t i = 0; i < CANDIDATES; i++)
            agree[i] += counts[i] == header[i];
    }
    size_t best = CANDIDATES;
    for (size_t i = 0; i < CANDIDATES; i++) {
        if (header[i] == 0)
            continue;
        if (best == CANDIDATES || agree[i] > agree[best] ||
            (agree[i] == agree[best] && header[i] > header[best]))
            best = i;
    }
    return best == CANDIDATES ? ';' : candidates[best];
}

size_t separator_line(const char *text, size_t length, char *separator)
{
    size_t quote = length > 0 && text[0] == '"', at = quote;
    if (length < at + 5 + quote || strncasecmp(text + at, "sep=", 4) != 0)
        return 0;
    char named = text[at + 4];
    at += 5;
    if (quote && text[at++] != '"')
        return 0;
    if (named == '"' || named == '\r' || named == '\n')
        return 0;
    if (at < length && text[at] != '\r' && text[at] != '\n')
        return 0;
    if (at + 1 < length && text[at] == '\r' && text[at + 1] == '\n')
        at++;
    *separator = named;
    return at < length ? at + 1 : at;
}

bool separator_find(const char *name, char *separator)
{
    static const char *const tabs[] = {"TAB", "tabulation", "\\t"};
    if ((name[0] == ';' || name[0] == ',') && name[1] == '\0') {
        *separator = name[0];
        return true;
    }
    for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++)
        if (strcasecmp(name, tabs[i]) == 0) {
            *separator = '\t';
            return true;
        }
    return false;
}
