/* service.c - the feedback service: who it is, how it goes, whose cohort.
 *
 * One service at a time, one row. The program writes what the learner chose,
 * the courier what it met with; each changes its own columns only, so that
 * neither undoes the other's. A service that is taken off leaves its outbox
 * withheld, not lost.
 */
#include "store/parts.h"

const char *const outbox_state_names[OUTBOX_STATES] = {
	[OUTBOX_QUEUED] = "queued", [OUTBOX_DELIVERED] = "delivered",
	[OUTBOX_ASIDE] = "aside", [OUTBOX_WITHHELD] = "withheld",
};

/* ---- the service ---- */

static void read_service(struct arena *arena, const struct query *query,
			 struct service *service)
{
	*service = (struct service){
		.protocol = db_copy(arena, query, 0),
		.url = db_copy(arena, query, 1),
		.origin = db_copy(arena, query, 2),
		.account = db_copy(arena, query, 3),
		.answers = db_flag(query, 4),
		.stories = db_flag(query, 5),
		.model = db_copy(arena, query, 6),
		.token_command = db_copy(arena, query, 7),
		.ca_file = db_copy(arena, query, 8),
		.agreed = db_number(query, 9),
		.cursor = db_copy(arena, query, 10),
		.pulled = db_number(query, 11),
		.stopped = db_copy(arena, query, 12),
		.wait_until = db_number(query, 13),
	};
}

bool store_service(struct store *store, struct arena *arena,
		   struct service *service, bool *on, struct error *err)
{
	struct query query;
	int64_t one;
	int row;

	*on = false;
	/* Most have none, and every start asks: a look of its own costs a
	 * third of what preparing the whole row does. */
	if (!db_get_number(&store->db, "SELECT one FROM service", NO_VALUES,
			   &one, err))
		return false;
	if (!one)
		return true;
	if (!db_query(&store->db, &query, "SELECT protocol, url, origin, "
		      "account, answers, stories, model, token_command, "
		      "ca_file, agreed, cursor, pulled, stopped, wait_until "
		      "FROM service WHERE one = 1", NO_VALUES, err))
		return false;
	row = db_next(&query, err);
	*on = row > 0;
	if (*on)
		read_service(arena, &query, service);
	db_done(&query);
	return row >= 0;
}

bool store_set_service(struct store *store, const struct service *s,
		       struct error *err)
{
	return db_run(&store->db, "INSERT OR REPLACE INTO service (one, "
		      "protocol, url, origin, account, answers, stories, "
		      "model, token_command, ca_file, agreed, cursor, pulled, "
		      "stopped, wait_until) "
		      "VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
		      "?11, ?12, ?13, ?14)",
		      VALUES(V(s->protocol), V(s->url), V(s->origin),
			     V(s->account), V(s->answers ? 1 : 0),
			     V(s->stories ? 1 : 0), V(s->model),
			     V(s->token_command), V(s->ca_file),
			     V(s->agreed), V(s->cursor), V(s->pulled),
			     V(s->stopped), V(s->wait_until)), err);
}

bool store_remove_service(struct store *store, struct error *err)
{
	struct db *db = &store->db;

	return db_begin(db, err) &&
		db_end(db, db_run(db, "UPDATE outbox SET state = 'withheld' "
				  "WHERE state = 'queued'", NO_VALUES, err) &&
		       db_run(db, "DELETE FROM service", NO_VALUES, err), err);
}

bool store_release_withheld(struct store *store, int64_t *released,
			    struct error *err)
{
	bool ok = db_run(&store->db, "UPDATE outbox SET state = 'queued', "
			 "next_try = 0 "
			 "WHERE state IN ('aside', 'withheld') "
			 "AND state = 'withheld' "
			 "AND EXISTS (SELECT 1 FROM service)", NO_VALUES,
			 err);

	*released = ok ? db_changes(&store->db) : 0;
	return ok;
}

/* ---- the cohort ---- */

bool store_enrolment(struct store *store, struct arena *arena,
		     struct enrolment *enrolment, bool *found,
		     struct error *err)
{
	struct query query;
	int row;

	*found = false;
	if (!db_query(&store->db, &query, "SELECT cohort, registration, day "
		      "FROM enrolment WHERE one = 1", NO_VALUES, err))
		return false;
	row = db_next(&query, err);
	*found = row > 0;
	if (*found)
		*enrolment = (struct enrolment){
			.cohort = db_copy(arena, &query, 0),
			.registration = db_copy(arena, &query, 1),
			.day = db_number(&query, 2),
		};
	db_done(&query);
	return row >= 0;
}

bool store_enrol(struct store *store, const struct enrolment *enrolment,
		 struct error *err)
{
	return db_run(&store->db, "INSERT OR REPLACE INTO enrolment (one, "
		      "cohort, registration, day) VALUES (1, ?1, ?2, ?3)",
		      VALUES(V(enrolment->cohort), V(enrolment->registration),
			     V(enrolment->day)), err);
}

bool store_leave_cohort(struct store *store, struct error *err)
{
	return db_run(&store->db, "DELETE FROM enrolment", NO_VALUES, err);
}

/* ---- what the courier notes ---- */

bool store_service_stop(struct store *store, const char *reason,
			struct error *err)
{
	return db_run(&store->db, "UPDATE service SET stopped = ?1",
		      VALUES(V(reason)), err);
}

bool store_service_wait(struct store *store, int64_t until, struct error *err)
{
	return db_run(&store->db, "UPDATE service SET wait_until = ?1",
		      VALUES(V(until)), err);
}

bool store_service_pulled(struct store *store, const char *cursor, int64_t at,
			  struct error *err)
{
	return db_run(&store->db, "UPDATE service SET cursor = ?1, "
		      "pulled = ?2", VALUES(V(cursor), V(at)), err);
}

bool store_log(struct store *store, int64_t at, const char *says,
	       struct error *err)
{
	struct db *db = &store->db;

	return db_begin(db, err) &&
		db_end(db, db_run(db, "INSERT INTO service_log (at, says) "
				  "VALUES (?1, ?2)", VALUES(V(at), V(says)),
				  err) &&
		       db_run(db, "DELETE FROM service_log WHERE number <= "
			      "(SELECT max(number) FROM service_log) - ?1",
			      VALUES(V(SERVICE_LOG_MAX)), err), err);
}

bool store_log_rows(struct store *store, struct arena *arena, size_t most,
		    struct log_row **rows, size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT at, says FROM (SELECT * "
		      "FROM service_log ORDER BY number DESC LIMIT ?1) "
		      "ORDER BY number", VALUES(V((int64_t)most)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct log_row){
			.at = db_number(&query, 0),
			.says = db_copy(arena, &query, 1),
		};
	}
	return row == 0;
}

/* ---- assignments ---- */

/* Most learners have none, and the whole question costs a sixth of a start. */
static bool any_assignment(struct db *db, int64_t day, bool *any,
			   struct error *err)
{
	struct query query;
	int row;

	*any = false;
	if (!db_query(db, &query, "SELECT 1 FROM assignment "
		      "WHERE ?1 BETWEEN first_day AND last_day LIMIT 1",
		      VALUES(V(day)), err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		*any = true;
	return row == 0;
}

bool store_assignments(struct store *store, struct arena *arena, int64_t day,
		       struct assignment_row **rows, size_t *count,
		       struct error *err)
{
	struct query query;
	size_t cap = 0;
	bool any;
	int row;

	*rows = NULL;
	*count = 0;
	if (!any_assignment(&store->db, day, &any, err))
		return false;
	if (!any)
		return true;
	if (!db_query(&store->db, &query, "SELECT a.bank, a.id, a.title, "
		      QUESTION_NAME ", q.key, a.first_day, a.last_day, "
		      "EXISTS (SELECT 1 FROM attempt t "
		      "WHERE t.question = q.key AND t.day >= a.first_day) "
		      "FROM assignment a JOIN question q ON q.bank = a.bank "
		      "AND q.id = a.question AND q.gone = 0 "
		      "AND q.retired = 0 AND q.wanted >= 0 "
		      "WHERE ?1 BETWEEN a.first_day AND a.last_day "
		      "ORDER BY a.last_day, a.bank, a.id, a.question",
		      VALUES(V(day)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		(*rows)[(*count)++] = (struct assignment_row){
			.bank = db_copy(arena, &query, 0),
			.id = db_copy(arena, &query, 1),
			.title = db_copy(arena, &query, 2),
			.question = db_copy(arena, &query, 3),
			.key = db_number(&query, 4),
			.first_day = db_number(&query, 5),
			.last_day = db_number(&query, 6),
			.done = db_flag(&query, 7),
		};
	}
	return row == 0;
}
