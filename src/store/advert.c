/* advert.c - job adverts that were added, as text.
 *
 * Only the text is kept. What an advert asks for follows from it and from the
 * vocabulary, which people edit, so it is read anew whenever it is wanted. A
 * text is kept once: an advert seen twice must not count twice.
 */
#include "store/parts.h"

bool store_add_advert(struct store *store, struct advert *advert, bool *known,
		      struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	if (!db_begin(db, err))
		return false;
	ok = db_get_number(db, "SELECT number FROM advert WHERE text = ?1",
			   VALUES(V(advert->text)), &advert->number, err);
	*known = ok && advert->number > 0;
	if (ok && !*known) {
		ok = db_run(db, "INSERT INTO advert (name, day, text) "
			    "VALUES (?1, ?2, ?3)",
			    VALUES(V(advert->name), V(advert->day),
				   V(advert->text)), err);
		advert->number = ok ? db_last_row(db) : 0;
	}
	return db_end(db, ok, err) && ok;
}

bool store_adverts(struct store *store, struct arena *arena,
		   struct advert **adverts, size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*adverts = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT number, name, day, text "
		      "FROM advert ORDER BY number", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*adverts = arena_grow(arena, *adverts, *count, &cap,
				      sizeof(**adverts));
		(*adverts)[(*count)++] = (struct advert){
			.number = db_number(&query, 0),
			.name = db_copy(arena, &query, 1),
			.day = db_number(&query, 2),
			.text = db_copy(arena, &query, 3),
		};
	}
	return row == 0;
}

bool store_remove_advert(struct store *store, int64_t number, bool *found,
			 struct error *err)
{
	struct db *db = &store->db;
	bool ok;

	if (!db_begin(db, err))
		return false;
	/* The number may be given again, to another advert. */
	ok = db_run(db, "UPDATE application SET advert = NULL "
		    "WHERE advert = ?1", VALUES(V(number)), err) &&
		db_run(db, "DELETE FROM advert WHERE number = ?1",
		       VALUES(V(number)), err);
	*found = ok && db_changes(db) > 0;
	return db_end(db, ok, err) && ok;
}
