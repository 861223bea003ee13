/* replay: runs a target once over each file given, without libFuzzer. Prints the name of a file
 * before it is tried, so that the last line names the one that crashed, and "ok" after it. */
#include "fuzz.h"

#include "base/buffer.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        printf("%s ", argv[i]);
        fflush(stdout);
        Buffer bytes = {0};
        MUST(file_read(argv[i], UINT64_MAX, &bytes, NULL) == STATUS_OK);
        /* An exact copy, so that a sanitizer sees one byte too many. */
        uint8_t *copy = memory_resize(NULL, bytes.length + !bytes.length, 1);
        memcpy(copy, buffer_text(&bytes), bytes.length);
        LLVMFuzzerTestOneInput(copy, bytes.length);
        free(copy);
        buffer_free(&bytes);
        puts("ok");
    }
    return 0;
}
