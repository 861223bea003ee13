/* reader: a message as another program reads it, Python's email with its strict
 * default policy. One line a fact, "name<TAB>value"; `defects` first. */
#ifndef ATE_TESTS_POST_READER_H
#define ATE_TESTS_POST_READER_H

#include "base/buffer.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char reader_script[] =
    "import email, email.policy, hashlib, sys\n"
    "data = open(sys.argv[1], 'rb').read()\n"
    "m = email.message_from_bytes(data, policy=email.policy.default)\n"
    "defects = []\n"
    "for part in m.walk():\n"
    "    defects += part.defects\n"
    "    for name, value in part.items():\n"
    "        defects += value.defects\n"
    "def say(name, value): sys.stdout.buffer.write((name + '\\t' + value + '\\n').encode())\n"
    "say('defects', repr(defects))\n"
    "for name in ('from', 'to', 'cc', 'reply-to'):\n"
    "    if m[name] is not None:\n"
    "        for a in m[name].addresses:\n"
    "            say(name, a.display_name + '|' + a.addr_spec)\n"
    "import email.header, email.utils\n"
    "raw = email.message_from_bytes(data, policy=email.policy.compat32)['to']\n"
    "phrase = email.utils.parseaddr(''.join(raw.splitlines()))[0]\n"
    "say('to-2047', str(email.header.make_header(email.header.decode_header(phrase))))\n"
    "for name in m.keys():\n"
    "    say('header', name)\n"
    "say('subject', m['subject'])\n"
    "say('date', m['date'].datetime.isoformat())\n"
    "say('message-id', m['message-id'])\n"
    "text = m.get_body(('plain',))\n"
    "say('text', repr(text.get_content().replace(chr(13), '')))\n"
    "for part in m.iter_attachments():\n"
    "    body = part.get_content()\n"
    "    say('attachment', part.get_filename() + '|' + part.get_content_type() + '|'\n"
    "        + hashlib.sha256(body).hexdigest() + '|' + str(len(body)))\n";

/* What Python says of `message`, to be freed. */
static inline char *reader_read(const Buffer *message)
{
    char script[] = "/tmp/ate-reader-XXXXXX", path[] = "/tmp/ate-message-XXXXXX", command[128];
    int files[2] = {mkstemp(script), mkstemp(path)};
    const char *bytes[2] = {reader_script, buffer_text(message)};
    size_t lengths[2] = {sizeof reader_script - 1, message->length};
    for (int i = 0; i < 2; i++) {
        ck_assert_int_ge(files[i], 0);
        ck_assert_int_eq(write(files[i], bytes[i], lengths[i]), (ssize_t)lengths[i]);
        close(files[i]);
    }
    snprintf(command, sizeof command, "/usr/bin/python3 %s %s 2>&1", script, path);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    Buffer said = {0};
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        buffer_add(&said, chunk, n);
    int code = pclose(pipe);
    unlink(script);
    unlink(path);
    ck_assert_msg(code == 0, "python: %s", buffer_text(&said));
    return said.data;
}

/* Fails unless that very line was said. */
static inline void reader_expect(const char *said, const char *line)
{
    size_t length = strlen(line);
    for (const char *p = said; *p; p += strcspn(p, "\n"), p += *p == '\n')
        if (strncmp(p, line, length) == 0 && p[length] == '\n')
            return;
    ck_abort_msg("« %s » is not in:\n%s", line, said);
}

#endif
