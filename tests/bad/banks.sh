# banks.sh - banks that are too much, or no banks at all, made as they are
# needed; read by tests/bad/run.

# Text too long to be a file of its own; what is said of it goes in by hand.
long_bank() {	# problems...
	printf '%s\n' "$@" | sed "s|^|$TMP/bank.yaml:|" >"$folder/expected"
	bad_bank "$TMP/bank.yaml" "$folder/expected"
}

times() {	# text, how often
	head -c $((${#1} * $2)) < <(yes "$1" | tr -d '\n')
}

case_bank_long_line() {
	printf 'questions:\n  - id: %s\n' "$(times x 1000000)" \
		>"$TMP/bank.yaml"
	run bank check "$TMP/bank.yaml"
	ends 1
	holds "bank.yaml:2: this line is 1000008 bytes long, the most is \
65536; break it"
	holds "bank.yaml:2:9: this text is 1000000 bytes long, the most is \
16384; shorten it"
}

case_bank_deep() {
	printf 'questions: %s\n' "$(times '[' 60000)" >"$TMP/bank.yaml"
	long_bank "1:23: nested too deep; is a bracket or an indentation wrong?"
}

case_bank_many_problems() {
	{
		echo "questions:"
		times '  - {};' 20000 | tr ';' '\n'
	} >"$TMP/bank.yaml"
	run bank check "$TMP/bank.yaml"
	ends 1
	holds "and 139900 more"
	says "140000 problems; nothing was loaded"
	is "its lines" "$(wc -l <"$screen")" 102
}

case_bank_aliases() {	# a billion of them
	{
		echo "a: &a [x,x,x,x,x,x,x,x,x,x]"
		for pair in a:b b:c c:d d:e e:f f:g g:h h:i; do
			echo "${pair#*:}: &${pair#*:} [$(times \
				"*${pair%:*}," 10)]"
		done
		echo "questions: *i"
	} >"$TMP/bank.yaml"
	run bank check "$TMP/bank.yaml"
	ends 1
	holds "aliases are not allowed in a bank; write the text out"
}

case_bank_zero_bytes() {
	printf 'questions:\n  - id: o\0ne\n' >"$TMP/bank.yaml"
	run bank check "$TMP/bank.yaml"
	ends 1
	holds "bank.yaml:2:10: the control character U+0000; remove it"
}

case_bank_other_formats() {
	printf '\xff\xfei\0d\0:\0 \0x\0\n\0' >"$TMP/bank.yaml"
	long_bank "1: byte 0xFF at offset 0 is not UTF-8; save the file as \
UTF-8"
	head -c 4000 "$program" >"$TMP/bank.yaml"
	run bank check "$TMP/bank.yaml"
	ends 1
	is "its lines" "$(wc -l <"$screen")" 2
	cp "$TMP/data/rehearse.db" "$TMP/bank.yaml"
	run bank check "$TMP/bank.yaml"
	ends 1
}

case_bank_names_that_draw() {	# a stranger's file names come to the screen
	mkdir -p "$TMP/bank/questions"
	echo "zzz" >"$TMP/bank/questions/"$'a\e[31m\u202e.yaml'
	run bank check "$TMP/bank"
	ends 1
	holds "a�[31m�.yaml:1:1: the file must be 'key: value' lines"
	run bank add "$TMP/bank"
	ends 1
	says "Nothing was added."
}

case_bank_odd_files() {	# folders, links and pipes named as files
	mkdir -p "$TMP/bank/questions/folder.yaml"
	ln -s /etc/passwd "$TMP/bank/questions/outside.yaml"
	ln -s loop.yaml "$TMP/bank/questions/loop.yaml"
	ln -s . "$TMP/bank/questions/round"
	mkfifo "$TMP/bank/questions/pipe.yaml"
	run bank add "$TMP/bank"
	ends 1
	holds "the bank has no questions; put some into questions/NAME.yaml"
	says "Nothing was added."
}

case_bank_unreadable() {
	set_user || return
	cp -r tests/golden/bank "$TMP/bank"
	chmod 000 "$TMP/bank/questions/all.yaml"
	run bank check "$TMP/bank"
	ends 1
	holds "bank/questions/all.yaml: cannot be read: Permission denied; \
check its permissions"
	run bank add "$TMP/bank"
	ends 1
	says "Nothing was added."
	REHEARSE_BANK=$TMP/bank run streak
	ends 2
	holds "cannot be read: Permission denied"
	chmod 000 "$TMP/bank/questions"
	run bank check "$TMP/bank"
	ends 1
	holds "bank/questions: cannot be read: Permission denied"
}

case_bank_shipped_broken() {	# the built-in bank is as bad as any
	REHEARSE_BANK=tests/cases/bank-errors/dangling.yaml run practise
	ends 2
	holds "the bank in tests/cases/bank-errors/dangling.yaml is not right \
(10 problems)"
	is "its lines" "$(wc -l <"$screen")" 1
	REHEARSE_BANK=/does/not/exist run
	ends 2
	holds "the built-in bank: cannot be looked at: No such file"
}
