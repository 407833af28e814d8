/* parts.h - what the files of this room share behind the door. */
#ifndef STATS_PARTS_H
#define STATS_PARTS_H

#include "stats/stats.h"

/* A day as JSON has it, "2026-11-22". */
void stats_put_day(struct json *json, const char *name, int64_t day);
/* The member "path"; null where none was begun. */
void stats_path_to_json(struct json *json, const struct stats_path *path);

#endif
