/* The colours of sRGB (IEC 61966-2-1) as an ICC profile of version 4, from the
 * published numbers: white and primaries adapted to D50, the adaptation itself
 * (Bradford's), the curve as a formula. After the header, numbers are fractions
 * of 65,536. */
#include "page/pdf_meta.h"

#define SHORT(n) (unsigned char)((n) >> 8 & 255), (unsigned char)((n)&255)
#define LONG(n) SHORT((unsigned)(n) >> 16), SHORT((unsigned)(n)&65535)
#define WIDE(a, b, c, d) 0, a, 0, b, 0, c, 0, d
#define NAME(a, b, c, d) a, b, c, d, LONG(0)
#define XYZ(x, y, z) NAME('X', 'Y', 'Z', ' '), LONG(x), LONG(y), LONG(z)

enum {
    TAGS = 10,
    TEXT_AT = 128 + 4 + 12 * TAGS,
    TEXT_LENGTH = 28 + 2 * 4,
    WHITE_AT = TEXT_AT + TEXT_LENGTH,
    XYZ_LENGTH = 20,
    ADAPTATION_AT = WHITE_AT + XYZ_LENGTH,
    ADAPTATION_LENGTH = 8 + 4 * 9,
    RED_AT = ADAPTATION_AT + ADAPTATION_LENGTH,
    GREEN_AT = RED_AT + XYZ_LENGTH,
    BLUE_AT = GREEN_AT + XYZ_LENGTH,
    CURVE_AT = BLUE_AT + XYZ_LENGTH,
    CURVE_LENGTH = 12 + 4 * 5,
    TOTAL = CURVE_AT + CURVE_LENGTH,
    WHITE_X = 0xF6D6,
    WHITE_Y = 0x10000,
    WHITE_Z = 0xD32D, /* D50 */
};

/* clang-format off */
const unsigned char pdf_profile[] = {
    /* length, version 4.2, a display's, RGB to XYZ, a day, the signature, the white */
    LONG(TOTAL), LONG(0), LONG(0x04200000), 'm', 'n', 't', 'r', 'R', 'G', 'B', ' ', 'X', 'Y', 'Z',
    ' ', SHORT(2026), SHORT(1), SHORT(1), SHORT(0), SHORT(0), SHORT(0), 'a', 'c', 's', 'p',
    LONG(0), LONG(0), LONG(0), LONG(0), LONG(0), LONG(0), LONG(0), LONG(WHITE_X), LONG(WHITE_Y),
    LONG(WHITE_Z), LONG(0), LONG(0), LONG(0), LONG(0), LONG(0), LONG(0), LONG(0), LONG(0), LONG(0),
    LONG(0), LONG(0), LONG(0),

    LONG(TAGS),
    'd', 'e', 's', 'c', LONG(TEXT_AT), LONG(TEXT_LENGTH),
    'c', 'p', 'r', 't', LONG(TEXT_AT), LONG(TEXT_LENGTH),
    'w', 't', 'p', 't', LONG(WHITE_AT), LONG(XYZ_LENGTH),
    'c', 'h', 'a', 'd', LONG(ADAPTATION_AT), LONG(ADAPTATION_LENGTH),
    'r', 'X', 'Y', 'Z', LONG(RED_AT), LONG(XYZ_LENGTH),
    'g', 'X', 'Y', 'Z', LONG(GREEN_AT), LONG(XYZ_LENGTH),
    'b', 'X', 'Y', 'Z', LONG(BLUE_AT), LONG(XYZ_LENGTH),
    'r', 'T', 'R', 'C', LONG(CURVE_AT), LONG(CURVE_LENGTH),
    'g', 'T', 'R', 'C', LONG(CURVE_AT), LONG(CURVE_LENGTH),
    'b', 'T', 'R', 'C', LONG(CURVE_AT), LONG(CURVE_LENGTH),

    /* the description, which stands for the copyright too: there is none */
    NAME('m', 'l', 'u', 'c'), LONG(1), LONG(12), 'e', 'n', 'U', 'S', LONG(8), LONG(28),
    WIDE('s', 'R', 'G', 'B'),
    XYZ(WHITE_X, WHITE_Y, WHITE_Z),
    NAME('s', 'f', '3', '2'),
    LONG(0x10C42), LONG(0x5DE), LONG(-0xCDB),
    LONG(0x793), LONG(0xFD90), LONG(-0x45F),
    LONG(-0x25E), LONG(0x3DC), LONG(0xC06E),
    XYZ(0x6FA2, 0x38F5, 0x390),
    XYZ(0x6299, 0xB785, 0x18DA),
    XYZ(0x24A0, 0xF84, 0xB6CF),
    /* ((a x + b) ^ g above d, c x below): g, a, b, c, d */
    NAME('p', 'a', 'r', 'a'), SHORT(3), SHORT(0),
    LONG(0x26666), LONG(0xF2A7), LONG(0xD59), LONG(0x13D0), LONG(0xA5B),
};
/* clang-format on */
const size_t pdf_profile_length = sizeof pdf_profile;
_Static_assert(sizeof pdf_profile == TOTAL, "the places of the tags");
