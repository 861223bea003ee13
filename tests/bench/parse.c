/* parse: libcsv alone over the same bytes, to compare `ate valider` with. Every field is taken
 * and counted; nothing is kept. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Count {
    size_t fields, records, bytes;
} Count;

static void on_field(void *text, size_t length, void *context)
{
    (void)text;
    Count *count = context;
    count->fields++;
    count->bytes += length;
}

static void on_record(int terminator, void *context)
{
    (void)terminator;
    ((Count *)context)->records++;
}

static void parse(const char *path, Count *count)
{
    struct csv_parser parser;
    FILE *file = fopen(path, "rb");
    if (!file || csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    static char bytes[1 << 16];
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
        if (csv_parse(&parser, bytes, got, on_field, on_record, count) != got)
            exit(EXIT_FAILURE);
    csv_fini(&parser, on_field, on_record, count);
    csv_free(&parser);
    fclose(file);
}

int main(int argc, char **argv)
{
    Count count = {0};
    for (int i = 1; i < argc; i++)
        parse(argv[i], &count);
    printf("%zu %zu %zu\n", count.records, count.fields, count.bytes);
    return EXIT_SUCCESS;
}
