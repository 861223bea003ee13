/* note: what a run has to say of documents that is no finding of the tables. */
#include "issue/issue.h"

#include <stdarg.h>
#include <string.h>

static void add_note(Issue *issue, bool once, const char *format, va_list args)
{
    if (issue->note_count == issue->note_capacity) {
        size_t capacity = issue->note_capacity ? 2 * issue->note_capacity : 16;
        IssueNote *notes = arena_array_of(issue->arena, capacity, IssueNote);
        if (issue->note_count)
            memcpy(notes, issue->notes, issue->note_count * sizeof *notes);
        issue->notes = notes;
        issue->note_capacity = capacity;
    }
    issue->notes[issue->note_count++] = (IssueNote){arena_vprintf(issue->arena, format, args), once};
}

void issue_note(Issue *issue, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_note(issue, false, format, args);
    va_end(args);
}

void issue_note_once(Issue *issue, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_note(issue, true, format, args);
    va_end(args);
}
