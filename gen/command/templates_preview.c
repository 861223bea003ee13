#include "command/templates.h"
Status templates_preview(const Options *options, Error *error){(void)options;(void)error;return STATUS_OK;}
