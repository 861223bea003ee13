/* commands: one function a command, each in the file of its name. They return the
 * exit code as a Status; an Error is filled for every code above 1. */
#ifndef ATE_COMMAND_COMMANDS_H
#define ATE_COMMAND_COMMANDS_H

#include "command/options.h"

Status command_initialise(const Options *options, Error *error);
Status command_columns(const Options *options, Error *error); /* initialiser --colonnes */
Status command_validate(const Options *options, Error *error);
Status command_match(const Options *options, Error *error);
Status command_plan_visits(const Options *options, Error *error);
Status command_produce(const Options *options, Error *error);
Status command_declare(const Options *options, Error *error);
Status command_send(const Options *options, Error *error);
Status command_archive(const Options *options, Error *error);
Status command_status(const Options *options, Error *error);
Status command_verify(const Options *options, Error *error);
Status command_rules(const Options *options, Error *error);
Status command_schema(const Options *options, Error *error);
Status command_templates(const Options *options, Error *error);

#endif
