# database.sh - what may stand in the database's place, and others who use it;
# read by tests/bad/run.

in_its_place() {	# what it must say of TMP/data/rehearse.db
	cksum <"$TMP/data/rehearse.db" >"$folder/before" 2>&1
	for words in streak practise '' 'set session 3'; do
		# shellcheck disable=SC2086 # words
		in=$folder/answer run $words
		ends 2
		says "rehearse: TMP/data/rehearse.db $1"
	done
	run doctor
	ends 1
	cksum <"$TMP/data/rehearse.db" 2>&1 | cmp -s - "$folder/before" ||
		wrong "the file was changed"
	changes=1
}

case_database_foreign() {
	rm "$TMP/data/rehearse.db"
	sql 'CREATE TABLE thing (name); INSERT INTO thing VALUES (1)'
	in_its_place "is not a database of rehearse; move it away or name \
another with --data"
	run restore "$folder/fresh/data/rehearse.db"
	ends 1
	says "rehearse: nothing was changed: TMP/data/rehearse.db is not a \
database of rehearse; move it away or name another with --data"
}

case_database_text() {
	yes "Dear diary," | head -n 1000 >"$TMP/data/rehearse.db"
	in_its_place "is not a database of rehearse; move it away or name \
another with --data"
}

case_database_newer() {
	sql 'PRAGMA user_version = 99'
	in_its_place "was written by a newer rehearse (its version is 99, this \
program knows 4); install the newer one"
}

case_database_folder() {
	rm "$TMP/data/rehearse.db"
	mkdir "$TMP/data/rehearse.db"
	in_its_place "is a folder; name a database of rehearse"
}

case_database_pipe() {
	rm "$TMP/data/rehearse.db"
	mkfifo "$TMP/data/rehearse.db"
	run streak
	ends 2
	says "rehearse: TMP/data/rehearse.db is no plain file; name a database \
of rehearse"
	changes=1
}

case_database_short() {	# half of it is gone; a backup mends it
	head -c 30000 "$folder/fresh/data/rehearse.db" >"$TMP/data/rehearse.db"
	in_its_place "is damaged; put a backup in its place with: rehearse \
restore FILE"
	run restore "$folder/fresh/data/rehearse.db"
	ends 0
	is "answers" "$(attempts)" 1
	sound
}

# Another program holds it: a short time is waited out, a long one is said.
case_database_locked() {
	limit=20 changes=1
	mkdir "$TMP/other"
	cp -r "$TMP/data" "$TMP/other"
	hold 'BEGIN EXCLUSIVE' "$TMP/other/data/rehearse.db" 8
	local longest=$! from=$SECONDS
	REHEARSE_DATA=$TMP/other/data run progress
	ends 2
	says "rehearse: another program is using TMP/other/data/rehearse.db; \
wait a moment and try again"
	hold 'BEGIN IMMEDIATE' "$TMP/data/rehearse.db" 2
	in=$folder/answer run practise api-idempotency
	ends 0
	is "answers" "$(attempts)" 2
	hold 'BEGIN IMMEDIATE' "$TMP/data/rehearse.db" 20
	in=$folder/answer run practise api-idempotency
	kill $!
	ends 1
	says "rehearse: your answer was not saved: another program is using \
TMP/data/rehearse.db; wait a moment and try again"
	is "answers" "$(attempts)" 2
	sound
	kill $longest 2>/dev/null
	test $((SECONDS - from)) -lt 30 || wrong "it waits too long"
}

# Holds a lock in the background from now on: statement, database, seconds.
hold() {
	rm -f "$TMP/held"
	(
		trap 'kill $(jobs -p) 2>/dev/null' EXIT TERM
		{
			echo "$1;"
			echo ".shell touch $TMP/held"
			sleep "$3"
		} | exec sqlite3 -batch "$2" &
		wait
	) >/dev/null 2>&1 &
	for _ in $(seq 100); do
		test -e "$TMP/held" && break
		sleep 0.05
	done
}

case_many_at_once() {	# ten programs on one database that is not there yet
	local pids=()
	changes=1
	rm -rf "$TMP/data"
	for n in 1 2 3 4 5 6 7 8 9 10; do
		timeout 20 "$program" practise api-idempotency \
			<"$folder/answer" >"$TMP/screen$n" 2>&1 &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do
		wait "$pid" || wrong "one of them ended with status $?"
	done
	for n in 1 2 3 4 5 6 7 8 9 10; do
		is "marks" "$(marks_shown "$TMP/screen$n")" 1
	done
	is "answers" "$(attempts)" 10
	is "points" "$(sql 'SELECT count(*) FROM attempt_point')" 30
	is "counted" "$(sql 'SELECT sum(counted) = (SELECT sum(counts) FROM
		attempt) FROM day')" 1
	sound
}

# Days, cards and sums that are not what the answers make them.
case_kept_differs() {
	changes=1
	run doctor
	ends 0
	sql "UPDATE day SET scores = scores + 1; DELETE FROM due;
		UPDATE question SET stability = 1 WHERE due_day IS NOT NULL"
	cksum <"$TMP/data/rehearse.db" >"$folder/before"
	run doctor
	ends 1
	holds "not what your answers make them: 1 day, 1 card, 2 sums; mend"
	cksum <"$TMP/data/rehearse.db" | cmp -s - "$folder/before" ||
		wrong "the file was changed"
	run doctor --mend
	ends 0
	holds "1 day, 1 card, 2 sums made anew from what you answered"
	run doctor
	ends 0
	holds "days, cards and sums agree with 1 answer"
	sound
}

# What a shell prompt asks never waits, writes or makes anything.
case_prompt() {
	changes=1
	chmod 400 "$TMP/data/rehearse.db"
	chmod 500 "$TMP/data"
	set_user || as=
	run streak --short
	as=
	ends 0
	is "days" "$(cat "$screen")" "1d"
	chmod 700 "$TMP/data"
	chmod 600 "$TMP/data/rehearse.db"
	hold 'BEGIN EXCLUSIVE' "$TMP/data/rehearse.db" 8
	limit=2
	run streak --short
	kill $!
	ends 2
	says "rehearse: another program is using TMP/data/rehearse.db; wait a \
moment and try again"
	limit=10
	REHEARSE_DATA=$TMP/none run streak --short
	ends 0
	test ! -e "$TMP/none" || wrong "it made a folder"
	sqlite3 "$TMP/data/old.db" <tests/schema/v1.sql
	mv "$TMP/data/old.db" "$TMP/data/rehearse.db"
	run streak --short
	ends 0
	is "version" "$(sql 'PRAGMA user_version')" 4
	: >"$TMP/data/rehearse.db"
	run remind
	ends 0
	echo "Dear diary" >"$TMP/data/rehearse.db"
	run remind
	ends 2
	says "rehearse: TMP/data/rehearse.db is not a database of rehearse; \
move it away or name another with --data"
}
