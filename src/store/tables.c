/* tables.c - the tables, each column explained, and the steps to them.
 *
 * A card is the scheduling half of a question row, not a table of its own:
 * what is due and what is new are then both one range of one index. A few
 * small tables (tally, facet, due, day) hold sums that the first prompt and the
 * progress page would otherwise gather from a million attempts; they are
 * written in the transaction of what they count. What a learner may have on
 * two machines carries a UUID, by which the two are joined.
 */
#include "store/schema.h"

static const char setting_table[] =
	"CREATE TABLE setting ("
	"key TEXT PRIMARY KEY, "
	"value TEXT NOT NULL"
	") STRICT, WITHOUT ROWID";

static const char bank_table[] =
	"CREATE TABLE bank ("
	"id TEXT PRIMARY KEY, "
	"title TEXT, "			/* these five as the bank says them */
	"version TEXT, "
	"language TEXT, "
	"licence TEXT, "
	"author TEXT, "
	"path TEXT NOT NULL, "		/* where it was loaded from */
	"fingerprint INTEGER NOT NULL, "	/* of its files then */
	"questions INTEGER NOT NULL, "	/* how many, without retired ones */
	"words TEXT NOT NULL"		/* JSON: synonyms, groups, skills */
	") STRICT, WITHOUT ROWID";

static const char question_table[] =
	"CREATE TABLE question ("
	"key INTEGER PRIMARY KEY, "	/* ours; stays when the id changes */
	"id TEXT NOT NULL, "
	"bank TEXT NOT NULL, "		/* id of its bank, there or removed */
	"kind TEXT NOT NULL, "
	"skill TEXT NOT NULL, "
	"level TEXT NOT NULL, "
	"prompt TEXT NOT NULL, "
	"minutes INTEGER NOT NULL, "
	"points INTEGER NOT NULL, "	/* of all its rubrics */
	"samples INTEGER NOT NULL, "
	"rubrics TEXT NOT NULL, "	/* ids, one a line */
	"revision TEXT NOT NULL, "	/* hash of question and rubrics, hex */
	"retired INTEGER NOT NULL, "	/* 1: withdrawn by its author */
	"gone INTEGER NOT NULL, "	/* 1: no longer in the bank */
	"dice INTEGER NOT NULL, "	/* its place in a fixed shuffle */
	/* The card; NULL and 0 as long as it was never rated. */
	"due_day INTEGER, "		/* day number; NULL: no card */
	"last_day INTEGER NOT NULL DEFAULT 0, "	/* of the last rating */
	"state INTEGER NOT NULL DEFAULT 0, "	/* enum card_state */
	"step INTEGER NOT NULL DEFAULT 0, "
	"stability REAL NOT NULL DEFAULT 0, "	/* days */
	"difficulty REAL NOT NULL DEFAULT 0, "	/* 1..10 */
	"reviews INTEGER NOT NULL DEFAULT 0, "
	"lapses INTEGER NOT NULL DEFAULT 0, "
	"UNIQUE (id, bank)"
	") STRICT";

/* In order of listing. */
static const char question_list[] =
	"CREATE INDEX question_list ON question (bank, skill, id)";

/* New ones are the range due_day IS NULL from some dice on, due ones the
 * range due_day <= today; once over all questions, once within a skill. */
static const char question_pick[] =
	"CREATE INDEX question_pick ON question "
	"(due_day, dice, kind, level, bank) WHERE gone = 0 AND retired = 0";

static const char question_pick_skill[] =
	"CREATE INDEX question_pick_skill ON question "
	"(skill, due_day, dice, kind, level, bank) "
	"WHERE gone = 0 AND retired = 0";

/* The whole question, apart, so that lists are read without it. */
static const char body_table[] =
	"CREATE TABLE body ("
	"question INTEGER PRIMARY KEY "
	"REFERENCES question (key) ON DELETE CASCADE, "
	"json TEXT NOT NULL"
	") STRICT";

static const char rubric_table[] =
	"CREATE TABLE rubric ("
	"bank TEXT NOT NULL, "
	"id TEXT NOT NULL, "
	"body TEXT NOT NULL, "		/* JSON */
	"PRIMARY KEY (bank, id)"
	") STRICT";

static const char attempt_table[] =
	"CREATE TABLE attempt ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID */
	"parent INTEGER REFERENCES attempt (number), "	/* NULL: a first */
	"question INTEGER NOT NULL REFERENCES question (key), "
	"skill TEXT NOT NULL, "		/* the question's, at that time */
	"revision TEXT, "		/* of the question answered */
	"asked TEXT, "			/* a follow-up's text; NULL: prompt */
	"at INTEGER NOT NULL, "		/* begun, UTC seconds since 1970 */
	"offset INTEGER NOT NULL, "	/* of its wall clock, seconds east */
	"rollover INTEGER NOT NULL, "	/* hour in force */
	"day INTEGER NOT NULL, "	/* day number that it belongs to */
	"seconds INTEGER NOT NULL, "	/* from showing to answering */
	"hints INTEGER NOT NULL, "	/* taken */
	"model_seen INTEGER NOT NULL, "	/* 1: looked at before answering */
	"score INTEGER NOT NULL, "	/* 0..100 */
	"grade TEXT NOT NULL, "
	"flags INTEGER NOT NULL, "	/* bits of enum flag */
	"words INTEGER NOT NULL, "	/* of the answer */
	"rating INTEGER NOT NULL, "	/* enum rating; 0: not rated */
	"counts INTEGER NOT NULL, "	/* 1: keeps a day of the streak */
	"disputed INTEGER, "		/* the learner's own score */
	"reason TEXT, "			/* for it */
	"answer TEXT NOT NULL, "	/* as typed */
	"mark TEXT"			/* JSON, as it was given */
	") STRICT";

static const char attempt_parent[] =
	"CREATE INDEX attempt_parent ON attempt (parent) "
	"WHERE parent IS NOT NULL";
static const char attempt_question[] =
	"CREATE INDEX attempt_question ON attempt (question)";
static const char attempt_skill[] =
	"CREATE INDEX attempt_skill ON attempt (skill)";
static const char attempt_day[] =
	"CREATE INDEX attempt_day ON attempt (day)";

static const char point_table[] =
	"CREATE TABLE attempt_point ("
	"attempt INTEGER NOT NULL "
	"REFERENCES attempt (number) ON DELETE CASCADE, "
	"place INTEGER NOT NULL, "	/* in the rubrics, from 0 */
	"id TEXT NOT NULL, "
	"state TEXT NOT NULL, "		/* point_state_names */
	"earned REAL NOT NULL, "
	"worth REAL NOT NULL, "
	"PRIMARY KEY (attempt, place)"
	") STRICT, WITHOUT ROWID";

static const char mistake_table[] =
	"CREATE TABLE attempt_mistake ("
	"attempt INTEGER NOT NULL "
	"REFERENCES attempt (number) ON DELETE CASCADE, "
	"place INTEGER NOT NULL, "
	"id TEXT NOT NULL, "
	"costs REAL NOT NULL, "
	"PRIMARY KEY (attempt, place)"
	") STRICT, WITHOUT ROWID";

static const char day_table[] =
	"CREATE TABLE day ("
	"day INTEGER PRIMARY KEY, "	/* plan_day of its attempts */
	"first INTEGER NOT NULL, "	/* UTC seconds of its first attempt */
	"last INTEGER NOT NULL, "
	"attempts INTEGER NOT NULL, "
	"counted INTEGER NOT NULL"	/* those that keep the streak */
	") STRICT";

static const char tally_table[] =
	"CREATE TABLE tally ("
	"skill TEXT PRIMARY KEY, "
	"attempts INTEGER NOT NULL, "
	"firsts INTEGER NOT NULL, "	/* those without a parent */
	"scores INTEGER NOT NULL, "	/* sum over firsts */
	"seconds INTEGER NOT NULL, "
	"words INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID";

static const char due_table[] =
	"CREATE TABLE due ("
	"skill TEXT NOT NULL, "		/* '': of all skills */
	"day INTEGER NOT NULL, "
	"cards INTEGER NOT NULL, "	/* due on that day; not gone, retired */
	"PRIMARY KEY (skill, day)"
	") STRICT, WITHOUT ROWID";

static const char draft_table[] =
	"CREATE TABLE draft ("
	"number INTEGER PRIMARY KEY, "	/* the highest was saved last */
	"bank TEXT NOT NULL, "
	"question TEXT NOT NULL, "	/* id */
	"text TEXT NOT NULL, "		/* as typed so far */
	"at INTEGER NOT NULL, "		/* begun, UTC seconds */
	"offset INTEGER NOT NULL, "
	"hints INTEGER NOT NULL, "
	"model_seen INTEGER NOT NULL, "
	"parent INTEGER NOT NULL, "	/* attempt it follows; 0: none */
	"asked TEXT, "			/* the follow-up; NULL: the prompt */
	"UNIQUE (bank, question)"
	") STRICT";

static const char *const step_1[] = {
	setting_table, bank_table,
	question_table, question_list, question_pick, question_pick_skill,
	body_table, rubric_table,
	attempt_table, attempt_parent, attempt_question, attempt_skill,
	attempt_day, point_table, mistake_table,
	day_table, tally_table, due_table, draft_table,
	NULL,
};

/* ---- 2: sessions, an interview date, favourites, notes, holidays ---- */

/* When a card would be due if there were no interview date. */
static const char question_planned[] =
	"ALTER TABLE question ADD COLUMN planned_day INTEGER";
static const char question_fill_planned[] =
	"UPDATE question SET planned_day = due_day";
/* 1: a favourite, -1: never to be asked. */
static const char question_wanted[] =
	"ALTER TABLE question ADD COLUMN wanted INTEGER NOT NULL DEFAULT 0";
static const char question_wanted_few[] =
	"CREATE INDEX question_wanted ON question (wanted, bank, dice) "
	"WHERE wanted <> 0";
static const char question_pick_2[] =
	"CREATE INDEX question_pick ON question "
	"(due_day, dice, kind, level, bank) "
	"WHERE gone = 0 AND retired = 0 AND wanted >= 0";
/* What is remembered of a skill is read from it, too. */
static const char question_pick_skill_2[] =
	"CREATE INDEX question_pick_skill ON question "
	"(skill, due_day, dice, kind, level, bank, stability, last_day) "
	"WHERE gone = 0 AND retired = 0 AND wanted >= 0";

/* Number of the session it was given in; NULL: none. */
static const char attempt_session[] =
	"ALTER TABLE attempt ADD COLUMN session INTEGER";
static const char attempt_of_session[] =
	"CREATE INDEX attempt_of_session ON attempt (session) "
	"WHERE session IS NOT NULL";
/* The question's, at that time. */
static const char attempt_level[] =
	"ALTER TABLE attempt ADD COLUMN level TEXT NOT NULL DEFAULT ''";
static const char attempt_fill_level[] =
	"UPDATE attempt SET level = "
	"(SELECT level FROM question WHERE key = attempt.question)";
/* 1: rated, and so had its question been on an earlier day: what shows how
 * much is remembered. As it was then, so that no replay changes it. */
static const char attempt_again[] =
	"ALTER TABLE attempt ADD COLUMN again INTEGER NOT NULL DEFAULT 0";
static const char attempt_fill_again[] =
	"UPDATE attempt SET again = 1 WHERE parent IS NULL AND rating > 0 "
	"AND EXISTS (SELECT 1 FROM attempt o "
	"WHERE o.question = attempt.question AND o.parent IS NULL "
	"AND o.rating > 0 AND o.day < attempt.day) "
	"AND NOT EXISTS (SELECT 1 FROM attempt o "
	"WHERE o.question = attempt.question AND o.parent IS NULL "
	"AND o.rating > 0 AND o.day >= attempt.day "
	"AND o.number < attempt.number)";
/* What kind of thing the point asks for; '': none of the known ones. */
static const char point_facet[] =
	"ALTER TABLE attempt_point ADD COLUMN facet TEXT NOT NULL DEFAULT ''";

static const char tally_table_2[] =
	"CREATE TABLE tally ("
	"skill TEXT NOT NULL, "
	"level TEXT NOT NULL, "
	"attempts INTEGER NOT NULL, "
	"firsts INTEGER NOT NULL, "	/* those without a parent */
	"scores INTEGER NOT NULL, "	/* sum over firsts */
	"seconds INTEGER NOT NULL, "
	"words INTEGER NOT NULL, "
	"PRIMARY KEY (skill, level)"
	") STRICT, WITHOUT ROWID";
static const char tally_fill[] =
	"INSERT INTO tally SELECT skill, level, count(*), "
	"sum(parent IS NULL), sum(iif(parent IS NULL, score, 0)), "
	"sum(seconds), sum(words) FROM attempt GROUP BY skill, level";

/* First attempts asked for something of the kind, and those of them that had
 * nothing of it. */
static const char facet_table[] =
	"CREATE TABLE facet ("
	"skill TEXT NOT NULL, "
	"facet TEXT NOT NULL, "
	"asked INTEGER NOT NULL, "
	"missed INTEGER NOT NULL, "
	"PRIMARY KEY (skill, facet)"
	") STRICT, WITHOUT ROWID";

/* Sums of the day's attempts; those of scores are over firsts. */
static const char day_firsts[] =
	"ALTER TABLE day ADD COLUMN firsts INTEGER NOT NULL DEFAULT 0";
static const char day_scores[] =
	"ALTER TABLE day ADD COLUMN scores INTEGER NOT NULL DEFAULT 0";
static const char day_seconds[] =
	"ALTER TABLE day ADD COLUMN seconds INTEGER NOT NULL DEFAULT 0";
static const char day_words[] =
	"ALTER TABLE day ADD COLUMN words INTEGER NOT NULL DEFAULT 0";
/* Of those asked again after a day or more: how many, and how many of them
 * were rated good or easy. */
static const char day_reviews[] =
	"ALTER TABLE day ADD COLUMN reviews INTEGER NOT NULL DEFAULT 0";
static const char day_recalled[] =
	"ALTER TABLE day ADD COLUMN recalled INTEGER NOT NULL DEFAULT 0";
static const char day_fill[] =
	"UPDATE day SET firsts = s.firsts, scores = s.scores, "
	"seconds = s.seconds, words = s.words, reviews = s.reviews, "
	"recalled = s.recalled FROM ("
	"SELECT day, sum(parent IS NULL) AS firsts, "
	"sum(iif(parent IS NULL, score, 0)) AS scores, "
	"sum(seconds) AS seconds, sum(words) AS words, "
	"sum(again) AS reviews, sum(again AND rating > 2) AS recalled "
	"FROM attempt GROUP BY day) AS s WHERE s.day = day.day";

static const char session_table[] =
	"CREATE TABLE session ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID */
	"kind TEXT NOT NULL, "		/* drill, review, cram, mock, daily */
	"at INTEGER NOT NULL, "		/* begun, UTC seconds since 1970 */
	"offset INTEGER NOT NULL, "	/* of its wall clock, seconds east */
	"day INTEGER NOT NULL, "	/* day number that it belongs to */
	"minutes INTEGER NOT NULL, "	/* of a mock; 0: no limit */
	"questions INTEGER NOT NULL, "	/* chosen */
	"seconds INTEGER"		/* it took; NULL: not ended */
	") STRICT";

/* Holidays: days that a streak steps over. */
static const char pause_table[] =
	"CREATE TABLE pause ("
	"first_day INTEGER PRIMARY KEY, "
	"last_day INTEGER NOT NULL"	/* the last one that is free */
	") STRICT";

static const char note_table[] =
	"CREATE TABLE note ("
	"number INTEGER PRIMARY KEY, "
	"bank TEXT NOT NULL, "
	"question TEXT NOT NULL, "	/* id */
	"at INTEGER NOT NULL, "		/* written, UTC seconds since 1970 */
	"text TEXT NOT NULL"
	") STRICT";
static const char note_question[] =
	"CREATE INDEX note_question ON note (bank, question)";

static const char *const step_2[] = {
	question_planned, question_fill_planned, question_wanted,
	"DROP INDEX question_pick", "DROP INDEX question_pick_skill",
	question_pick_2, question_pick_skill_2, question_wanted_few,
	attempt_session, attempt_of_session, attempt_level, attempt_fill_level,
	attempt_again, attempt_fill_again, point_facet,
	"DROP TABLE tally", tally_table_2, tally_fill, facet_table,
	day_firsts, day_scores, day_seconds, day_words, day_reviews,
	day_recalled, day_fill,
	session_table, pause_table, note_table, note_question,
	NULL,
};

/* ---- version 3 ---- */

/* Job adverts as pasted; what they ask for is read from them anew. */
static const char advert_table[] =
	"CREATE TABLE advert ("
	"number INTEGER PRIMARY KEY, "
	"name TEXT NOT NULL, "		/* of the file, or its first line */
	"day INTEGER NOT NULL, "	/* day number when it was added */
	"text TEXT NOT NULL UNIQUE"
	") STRICT";

static const char *const step_3[] = { advert_table, NULL };

/* ---- 4: the way to the job, and the feedback service ---- */

/* Steps and milestones of a path that are done. */
static const char path_done_table[] =
	"CREATE TABLE path_done ("
	"path TEXT NOT NULL, "		/* id of the path */
	"item TEXT NOT NULL, "		/* id of its step, skill, milestone */
	"day INTEGER NOT NULL, "	/* when it was done */
	"PRIMARY KEY (path, item)"
	") STRICT, WITHOUT ROWID";

/* What shows that something was done: a project, a course, a certificate. */
static const char evidence_table[] =
	"CREATE TABLE evidence ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID */
	"day INTEGER NOT NULL, "
	"kind TEXT NOT NULL, "		/* project, course, certificate ... */
	"item TEXT NOT NULL, "		/* of the path that it is for; '' */
	"title TEXT NOT NULL, "
	"place TEXT NOT NULL"		/* address or file; '' */
	") STRICT";

/* People talked to. */
static const char contact_table[] =
	"CREATE TABLE contact ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID */
	"day INTEGER NOT NULL, "	/* first met or written to */
	"name TEXT NOT NULL, "
	"place TEXT NOT NULL, "		/* a company, a meet-up; '' */
	"warm INTEGER NOT NULL, "	/* 1: known or introduced; 0: cold */
	"next TEXT NOT NULL, "		/* what is to be done; '': nothing */
	"next_day INTEGER"		/* by when; NULL: no day */
	") STRICT";

/* Every rating that was given; the newest of a skill counts. */
static const char audit_table[] =
	"CREATE TABLE audit ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID */
	"path TEXT NOT NULL, "
	"skill TEXT NOT NULL, "		/* id of the path's skill */
	"day INTEGER NOT NULL, "
	"rating INTEGER NOT NULL, "	/* 1..5, by the learner */
	"evidence TEXT NOT NULL"	/* in the learner's words; '' */
	") STRICT";

/* Stories for behavioural questions; private. */
static const char story_table[] =
	"CREATE TABLE story ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID */
	"day INTEGER NOT NULL, "	/* written or last changed */
	"title TEXT NOT NULL UNIQUE, "
	"text TEXT NOT NULL"
	") STRICT";

static const char application_table[] =
	"CREATE TABLE application ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID */
	"company TEXT NOT NULL, "
	"role TEXT NOT NULL, "
	"advert INTEGER, "		/* number of the advert; NULL: none */
	"kind TEXT NOT NULL, "		/* target, bridging, internal */
	"warm INTEGER NOT NULL, "	/* 1: somebody there knows of it */
	"next TEXT NOT NULL, "		/* what is to be done; '' */
	"next_day INTEGER"		/* by when; NULL: no day */
	") STRICT";
/* Where it stood when; the newest row is where it stands. */
static const char application_stage_table[] =
	"CREATE TABLE application_stage ("
	"application INTEGER NOT NULL "
	"REFERENCES application (number) ON DELETE CASCADE, "
	"place INTEGER NOT NULL, "	/* from 0 */
	"day INTEGER NOT NULL, "
	"stage TEXT NOT NULL, "		/* saved, applied, reply, interview,
					   offer, accepted, rejected ... */
	"PRIMARY KEY (application, place)"
	") STRICT, WITHOUT ROWID";

/* The one feedback service that is told; no row: none. */
static const char service_table[] =
	"CREATE TABLE service ("
	"one INTEGER PRIMARY KEY CHECK (one = 1), "
	"protocol TEXT NOT NULL, "	/* xapi, webhook, chat */
	"url TEXT NOT NULL, "
	"origin TEXT NOT NULL, "	/* scheme://host:port that a token is
					   bound to */
	"account TEXT NOT NULL, "	/* UUID: who we are to it */
	"answers INTEGER NOT NULL, "	/* 1: answers' texts are sent */
	"stories INTEGER NOT NULL, "	/* 1: behavioural ones, too */
	"model TEXT NOT NULL, "		/* of chat; '' */
	"token_command TEXT NOT NULL, "	/* JSON list of words; '' */
	"ca_file TEXT NOT NULL, "	/* a private authority's; '' */
	"agreed INTEGER NOT NULL, "	/* consent, UTC seconds since 1970 */
	"cursor TEXT NOT NULL, "	/* `stored` of the last comment; '' */
	"pulled INTEGER NOT NULL, "	/* UTC seconds of the last pull; 0 */
	"stopped TEXT NOT NULL, "	/* why nothing is sent now; '' */
	"wait_until INTEGER NOT NULL"	/* the service asked to; UTC; 0 */
	") STRICT";

/* The cohort of an instructor. */
static const char enrolment_table[] =
	"CREATE TABLE enrolment ("
	"one INTEGER PRIMARY KEY CHECK (one = 1), "
	"cohort TEXT NOT NULL, "
	"registration TEXT NOT NULL, "	/* UUID */
	"day INTEGER NOT NULL"
	") STRICT";

/* What is to be told, byte for byte as it will be sent. */
static const char outbox_table[] =
	"CREATE TABLE outbox ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID of the statement */
	"attempt TEXT, "		/* UUID of the attempt it tells */
	"verb TEXT NOT NULL, "		/* answered, completed, voided */
	"body TEXT NOT NULL, "
	"made INTEGER NOT NULL, "	/* UTC seconds since 1970 */
	"state TEXT NOT NULL, "		/* queued, delivered, aside,
					   withheld */
	"tries INTEGER NOT NULL, "
	"next_try INTEGER NOT NULL, "	/* UTC seconds; 0: at once */
	"error TEXT NOT NULL, "		/* of the last try; '' */
	"delivered INTEGER"		/* UTC seconds */
	") STRICT";
static const char outbox_next[] =
	"CREATE INDEX outbox_next ON outbox (number) WHERE state = 'queued'";
/* The few that were not sent, so that nothing has to go through the many that
 * were to count them. */
static const char outbox_kept[] =
	"CREATE INDEX outbox_kept ON outbox (state) "
	"WHERE state IN ('aside', 'withheld')";
static const char outbox_attempt[] =
	"CREATE INDEX outbox_attempt ON outbox (attempt)";

/* What people or models said of an attempt. */
static const char comment_table[] =
	"CREATE TABLE comment ("
	"number INTEGER PRIMARY KEY, "
	"id TEXT NOT NULL UNIQUE, "	/* UUID of the statement, or ours */
	"attempt TEXT NOT NULL, "	/* UUID of the attempt */
	"at INTEGER NOT NULL, "		/* UTC seconds since 1970 */
	"author TEXT NOT NULL, "	/* a name, or a model's */
	"model INTEGER NOT NULL, "	/* 1: no person wrote it */
	"text TEXT NOT NULL, "
	"seen INTEGER NOT NULL"		/* 1: was shown */
	") STRICT";
static const char comment_attempt[] =
	"CREATE INDEX comment_attempt ON comment (attempt)";
static const char comment_unseen[] =
	"CREATE INDEX comment_unseen ON comment (number) WHERE seen = 0";

/* What was tried when; the oldest go. */
static const char service_log_table[] =
	"CREATE TABLE service_log ("
	"number INTEGER PRIMARY KEY, "
	"at INTEGER NOT NULL, "		/* UTC seconds since 1970 */
	"says TEXT NOT NULL"
	") STRICT";

/* Questions that a bank's instructor sets for some days. */
static const char assignment_table[] =
	"CREATE TABLE assignment ("
	"bank TEXT NOT NULL, "
	"id TEXT NOT NULL, "
	"question TEXT NOT NULL, "	/* id in that bank */
	"title TEXT NOT NULL, "
	"first_day INTEGER NOT NULL, "
	"last_day INTEGER NOT NULL, "
	"PRIMARY KEY (bank, id, question)"
	") STRICT, WITHOUT ROWID";

/* What a choice of questions reads of each, so that it need not look at the
 * rows themselves: a hundred of them lie on a hundred pages. */
static const char question_pick_4[] =
	"CREATE INDEX question_pick ON question "
	"(due_day, dice, kind, level, bank, stability, last_day, minutes) "
	"WHERE gone = 0 AND retired = 0 AND wanted >= 0";
static const char question_pick_skill_4[] =
	"CREATE INDEX question_pick_skill ON question "
	"(skill, due_day, dice, kind, level, bank, stability, last_day, "
	"minutes) WHERE gone = 0 AND retired = 0 AND wanted >= 0";

static const char *const step_4[] = {
	"DROP INDEX question_pick", "DROP INDEX question_pick_skill",
	question_pick_4, question_pick_skill_4,
	path_done_table, evidence_table, contact_table, audit_table,
	story_table, application_table, application_stage_table,
	service_table, enrolment_table, outbox_table, outbox_next,
	outbox_kept, outbox_attempt,
	comment_table, comment_attempt, comment_unseen,
	service_log_table, assignment_table,
	NULL,
};

const char *const *const schema_steps[SCHEMA_VERSION] = {
	step_1, step_2, step_3, step_4,
};
