/* note: what a run has to say of documents that is no finding of the tables. */
#include "issue/issue.h"

#include <stdarg.h>
#include <string.h>

void issue_note(Issue *issue, const char *format, ...)
{
    if (issue->note_count == issue->note_capacity) {
        size_t capacity = issue->note_capacity ? 2 * issue->note_capacity : 16;
        const char **notes = arena_array_of(issue->arena, capacity, const char *);
        if (issue->note_count)
            memcpy(notes, issue->notes, issue->note_count * sizeof *notes);
        issue->notes = notes;
        issue->note_capacity = capacity;
    }
    va_list args;
    va_start(args, format);
    issue->notes[issue->note_count++] = arena_vprintf(issue->arena, format, args);
    va_end(args);
}
