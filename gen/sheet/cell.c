#include "sheet/cell.h"

Cell cell_empty(void)
{
    return (Cell){.kind = CELL_EMPTY};
}

Cell cell_text(const char *text)
{
    return text && *text ? (Cell){.kind = CELL_TEXT, .text = text} : cell_empty();
}

Cell cell_number(Number number)
{
    return (Cell){.kind = CELL_NUMBER, .number = number};
}

Cell cell_count(size_t count)
{
    return cell_number((Number)count * NUMBER_ONE);
}

Cell cell_date(Date date)
{
    return date == DATE_NONE ? cell_empty() : (Cell){.kind = CELL_DATE, .count = date};
}

Cell cell_time(int minutes)
{
    return (Cell){.kind = CELL_TIME, .count = minutes};
}
