/* told.c - the attempt that a row of the outbox tells, by its UUID.
 *
 * A statement holds what is sent to a record of learning; a model that is to
 * comment needs the question itself and the answer, which are looked up when
 * its turn comes.
 */
#include "store/parts.h"

bool store_tell(struct store *store, struct arena *arena, const char *attempt,
		struct store_told *told, bool *found, struct error *err)
{
	struct query query;
	int row;

	*told = (struct store_told){ .bank = "" };
	if (!db_query(&store->db, &query, "SELECT q.bank, q.id, q.kind, "
		      "a.asked, a.answer FROM attempt a JOIN question q "
		      "ON q.key = a.question WHERE a.id = ?1",
		      VALUES(V(attempt)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		*told = (struct store_told){
			.bank = db_copy(arena, &query, 0),
			.question = db_copy(arena, &query, 1),
			.kind = db_copy(arena, &query, 2),
			.asked = db_copy(arena, &query, 3),
			.answer = db_copy(arena, &query, 4),
		};
	db_done(&query);
	*found = row > 0;
	return row >= 0;
}
