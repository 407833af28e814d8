# outside.sh - homes, permissions, full disks and closed pipes; read by
# tests/bad/run.

# Runs the program with the rights of an ordinary user.
set_user() {
	test "$(id -u)" != 0 && return
	as="setpriv --bounding-set=-all --no-new-privs"
	: >"$TMP/secret"
	chmod 000 "$TMP/secret"
	$as true 2>/dev/null && ! $as cat "$TMP/secret" 2>/dev/null && return
	skip "root's rights cannot be put down here"
	return 1
}

case_home_unset() {
	for line in 'unset HOME' 'HOME='; do
		unset REHEARSE_DATA
		eval "$line"
		run streak
		export HOME=$TMP REHEARSE_DATA=$TMP/data
		ends 2
		says "rehearse: there is no HOME to keep your data in; say \
where with --data DIR"
	done
}

case_home_read_only() {
	set_user || return
	mkdir -m 500 "$TMP/closed"
	run --data "$TMP/closed/data" practise
	ends 2
	says "rehearse: TMP/closed/data: cannot be made: Permission denied; \
check its permissions"
	run --data "$TMP/closed" practise
	ends 2
	says "rehearse: TMP/closed/rehearse.db cannot be made: Permission \
denied; check its folder"
	run --data "$TMP/old/data" streak
	ends 0
	run --data /dev/null streak
	ends 2
	run backup "$TMP/closed/new.db"
	ends 1
	says "rehearse: no backup was made: TMP/closed/new.db cannot be made: \
Permission denied; name a folder that can be written"
}

case_data_read_only() {	# reading goes on, an answer is refused in words
	set_user || return
	chmod 500 "$TMP/data"
	run progress
	ends 0
	in=$folder/answer run practise api-idempotency
	ends 1
	says "rehearse: your answer was not saved: TMP/data/rehearse.db cannot \
be written; check its permissions and those of its folder"
	is "marks" "$(marks_shown)" 0
	chmod 700 "$TMP/data"
	chmod 400 "$TMP/data/rehearse.db"
	run progress
	ends 2
	says "rehearse: TMP/data/rehearse.db cannot be written; check its \
permissions and those of its folder"
	chmod 000 "$TMP/data/rehearse.db"
	run progress
	ends 2
	says "rehearse: TMP/data/rehearse.db cannot be opened; check that its \
folder is there and can be written"
	chmod 600 "$TMP/data/rehearse.db"
}

# ---- full disks ----

case_screen_full() {	# the output goes to a full disk
	for words in '' streak 'streak --json' questions export doctor; do
		# shellcheck disable=SC2086 # words
		timeout 10 "$program" $words </dev/null 2>"$screen" >/dev/full
		status=$?
		ends 2
		says "rehearse: the output could not be written; is the disk \
full, or the pipe closed?"
	done
}

case_screen_full_answer() {	# an answer is kept all the same
	changes=1
	timeout 10 "$program" practise api-idempotency <"$folder/answer" \
		2>"$screen" >/dev/full
	is "status" $? 2
	is "answers" "$(attempts)" 2
	sound
}

case_screen_closed() {
	timeout 10 "$program" practise api-idempotency <"$folder/answer" \
		2>"$screen" >&-
	is "status" $? 2
	timeout 10 "$program" streak >&- 2>&- <&-
	is "status" $? 2
	timeout 10 "$program" streak <&- >"$screen" 2>&1
	is "status" $? 0
	changes=1
	sound
}

case_pipe_closed() {	# | head -n 1
	for words in questions 'export' 'bank check' help; do
		# shellcheck disable=SC2086 # words
		timeout 10 "$program" $words 2>"$screen" </dev/null |
			head -n 1 >/dev/null
		status=${PIPESTATUS[0]}
		clean
	done
	timeout 10 "$program" practise api-idempotency <"$folder/answer" \
		2>"$screen" | head -n 1 >/dev/null
	status=${PIPESTATUS[0]}
	clean
	changes=1
	sound
}

# Answers until the disk is full: it is said, what was kept stays, what was
# not is a draft, and with more room it goes on.
case_disk_full() {
	local n=0 total=0
	mkdir "$TMP/disk"
	mount -t tmpfs -o size=400k tmpfs "$TMP/disk" 2>/dev/null ||
		{ skip "no file system can be mounted here"; return; }
	mounted=$TMP/disk
	REHEARSE_DATA=$TMP/disk/data
	while test $n -lt 60; do
		n=$((n + 1))
		in=$folder/essay run practise api-idempotency
		total=$((total + $(marks_shown)))
		test "$status" = 0 || break
	done
	ends 1
	says "rehearse: your answer was not saved: the disk is full; free some \
space and try again"
	database=$TMP/disk/data/rehearse.db
	is "answers" "$(sql 'SELECT count(*) FROM attempt' "$database")" $total
	is "sound" "$(sql 'PRAGMA integrity_check' "$database")" ok
	run progress
	ends 0
	mount -o remount,size=2m "$TMP/disk"
	in=/dev/null run practise api-idempotency
	ends 0
	is "later" "$(sql 'SELECT count(*) FROM attempt' "$database")" \
		$((total + 1))
	is "answers that are whole" "$(sql "SELECT count(*) FROM attempt
		WHERE answer = (SELECT answer FROM attempt LIMIT 1)" \
		"$database")" $((total + 1))
	umount "$TMP/disk"
	mounted=
	REHEARSE_DATA=$TMP/data
}

case_disk_full_at_first() {	# not even the bank goes in
	mkdir "$TMP/disk"
	mount -t tmpfs -o size=60k tmpfs "$TMP/disk" 2>/dev/null ||
		{ skip "no file system can be mounted here"; return; }
	mounted=$TMP/disk
	run --data "$TMP/disk/data" streak
	ends 2
	says "rehearse: the disk is full; free some space and try again"
	run backup "$TMP/disk/kept.db"
	ends 1
	says "rehearse: no backup was made: the disk is full; free some space \
and try again"
	test -e "$TMP/disk/kept.db" && wrong "half a backup stays"
	mount -o remount,size=2m "$TMP/disk"
	run --data "$TMP/disk/data" streak
	ends 0
	umount "$TMP/disk"
	mounted=
}
