#include "sheet/style.h"

static const struct {
    const char *number; /* NULL: general */
    bool bold, wrap;
    int size;      /* points, 0: the default */
    uint8_t align; /* LXW_ALIGN_…; to the right, one character from the edge */
} looks[FORMAT_COUNT] = {
    [FORMAT_TEXT] = {.bold = false},
    [FORMAT_WRAP] = {.wrap = true},
    [FORMAT_DATE] = {.number = "yyyy-mm-dd", .align = LXW_ALIGN_CENTER},
    [FORMAT_TIME] = {.number = "hh:mm", .align = LXW_ALIGN_CENTER},
    [FORMAT_INTEGER] = {.number = "0", .align = LXW_ALIGN_CENTER},
    [FORMAT_HOURS] = {.number = "#,##0.0", .align = LXW_ALIGN_RIGHT},
    [FORMAT_MONEY] = {.number = "#,##0.00\\ \"$\"", .align = LXW_ALIGN_RIGHT},
    [FORMAT_PERCENT] = {.number = "0.0\\ %", .align = LXW_ALIGN_RIGHT},
    [FORMAT_STRONG] = {.bold = true},
    [FORMAT_HEADER] = {.bold = true, .wrap = true},
    [FORMAT_FIGURES] = {.bold = true, .wrap = true, .align = LXW_ALIGN_CENTER},
    [FORMAT_TITLE] = {.bold = true, .size = 16},
    [FORMAT_HEADING] = {.bold = true, .size = 12},
    [FORMAT_RAW] = {.number = "@"},
};

static const struct {
    lxw_color_t ink, ground;
} tones[TONE_COUNT] = {
    [TONE_GOOD] = {0x1D5B36, 0xD9F0E0}, [TONE_WARN] = {0x7A4E00, 0xFFF0C2},
    [TONE_BAD] = {0x8A1C1C, 0xF8D7DA},  [TONE_NOTE] = {0x1F4E79, 0xDCEAF7},
    [TONE_FADED] = {0x6B6B6B, 0xEFEFEF},
};

static Tone severity_tone(Severity severity)
{
    return severity == SEVERITY_ERROR ? TONE_BAD : severity == SEVERITY_WARNING ? TONE_WARN : TONE_NOTE;
}

lxw_conditional_format style_bar(void)
{
    return (lxw_conditional_format){
        .type = LXW_CONDITIONAL_DATA_BAR,
        .bar_color = COLOUR_SECOND,
        .bar_solid = LXW_TRUE,
        .data_bar_2010 = LXW_TRUE,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_value = 1,
    };
}

static lxw_format *make(lxw_workbook *book, Format which)
{
    lxw_format *format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (looks[which].number)
        format_set_num_format(format, looks[which].number);
    if (looks[which].bold)
        format_set_bold(format);
    if (looks[which].wrap)
        format_set_text_wrap(format);
    if (looks[which].size)
        format_set_font_size(format, looks[which].size);
    if (looks[which].align)
        format_set_align(format, looks[which].align);
    if (looks[which].align == LXW_ALIGN_RIGHT)
        format_set_indent(format, 1);
    return format;
}

static void paint(lxw_format *format, Tone tone)
{
    format_set_font_color(format, tones[tone].ink);
    format_set_bg_color(format, tones[tone].ground);
}

void style_make(Style *style, lxw_workbook *book)
{
    for (int i = 0; i < FORMAT_COUNT; i++) {
        style->formats[i] = make(book, (Format)i);
        style->amended[i] = make(book, (Format)i);
        format_set_italic(style->amended[i]);
        format_set_font_color(style->amended[i], 0x5B2A86);
        format_set_bg_color(style->amended[i], 0xEBE1F5);
    }
    static const Format underlined[] = {FORMAT_HEADER, FORMAT_FIGURES, FORMAT_HEADING};
    for (size_t i = 0; i < sizeof underlined / sizeof *underlined; i++) {
        format_set_bg_color(style->formats[underlined[i]], 0xD9E2EC);
        format_set_bottom(style->formats[underlined[i]], LXW_BORDER_THIN);
    }
    style->link = make(book, FORMAT_TEXT);
    format_set_font_color(style->link, 0x0B4F9E);
    format_set_underline(style->link, LXW_UNDERLINE_SINGLE);
    for (int i = 0; i < TONE_COUNT; i++) {
        style->tones[i] = workbook_add_format(book);
        paint(style->tones[i], (Tone)i);
    }
    for (int i = 0; i < SEVERITY_IGNORE; i++) {
        style->faults[i] = make(book, FORMAT_RAW);
        paint(style->faults[i], severity_tone((Severity)i));
    }
}
