/* journey.h - the part of the store's door for the way to the job.
 *
 * Evidence, people, ratings, stories, applications: what the learner writes
 * down on the way. Each carries a UUID, by which two machines are joined.
 * Days are numbers of plan_day. What things mean is the room career's.
 */
#ifndef STORE_JOURNEY_H
#define STORE_JOURNEY_H

#include "base/base.h"

struct store;

/* ---- the path: store/path.c ---- */

/* ---- ratings of an audit: store/audit.c ---- */

/* ---- stories: store/story.c ---- */

/* ---- applications: store/application.c ---- */

#endif
