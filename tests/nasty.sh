#!/bin/sh
# nasty: makes a corpus of files that a reader of texts must survive, in the folder DIR.
#
#   tests/nasty.sh DIR
#
# Each file's name says what is wrong with it. Only printf, head, tr and ln are used, so that the bytes are plain to see.
set -eu
dir=${1:?usage: nasty.sh DIR}
mkdir -p "$dir"
cd "$dir"

make() { # NAME FORMAT: the bytes of the format
    # shellcheck disable=SC2059
    printf "$2" >"$1"
}
repeat() { # COUNT STRING
    head -c "$1" /dev/zero | tr '\0' '\n' | while read -r _; do printf '%s' "$2"; done
}

# ---- nearly nothing ----
: >empty.txt
make newline.txt '\n'
make newlines.txt '\n\n\n\r\n\n'
make blanks.txt '  \t \302\240 \n \343\200\200\n'
make no-final-newline.txt 'Een zin zonder einde'
make one-letter.txt 'a'

# ---- line ends and pages ----
make crlf.txt 'De eerste regel van deze alinea is hard afgebroken en gaat\r\ndaarna verder.\r\n\r\nNog een.\r\n'
make cr.txt 'De eerste regel van deze alinea is hard afgebroken en gaat\rdaarna verder.\r\rNog een.\r'
make nel.txt 'De eerste regel van deze alinea is hard afgebroken en gaat\302\205daarna verder.\302\205\302\205Nog een.'
make mixed-ends.txt 'een\r\ntwee\rdrie\nvier\302\205vijf\n\r\n'
make separators.txt 'een\342\200\250twee\342\200\251drie\n'
make form-feeds.txt '\f\fEen bladzijde.\n\fNog een \fmidden in de regel.\n\f'
make vertical.txt 'een\013twee\n'

# ---- encodings ----
make bom.txt '\357\273\277Tekst met een merk vooraan.\n'
make bom-only.txt '\357\273\277'
make bom-inside.txt 'Tekst\357\273\277 met een merk \357\277\276 erin.\n'
make utf16le.txt '\377\376T\000e\000k\000s\000t\000 \000\353\000\n\000=\330\000\336\n\000'
make utf16be.txt '\376\377\000T\000e\000k\000s\000t\000 \000\353\000\n'
make utf16-odd.txt '\377\376T\000e\000x'
make utf16-halves.txt '\377\376=\330T\000\000\336=\330'
make utf16-bom-only.txt '\377\376'
make windows-1252.txt 'co\366peratie \223tussen aanhalingstekens\224 \200 5 \226 na\357ef\n'
make windows-1252-run.txt 'co\303\266peratie en co\366peratie door elkaar \202\203\n'
make windows-1252-holes.txt 'gaten: \201\215\217\220\235\n'
make overlong.txt '\300\257 \340\200\257 \360\200\200\257 \355\240\200 \364\220\200\200 \370\210\200\200\200\n'
make cut-off.txt 'afgebroken \342\202'
make cut-off-lead.txt 'afgebroken \360'
make continuation.txt '\200\200\200\277\277\n'
make ff-fe.txt '\376\376\377\377\n'

# ---- what must not reach the terminal ----
make nul.txt 'een\000twee\n'
make escapes.txt 'rood \033[31mrood\033[0m, titel \033]0;weg\007, wis \033[2J, vraag \033[c, dcs \033Pq\033\\ \n'
make escape-alone.txt '\033\n\033'
make c0.txt 'een hele lange zin met een enkel teken \001 dat er niet hoort, zodat het geen binair bestand lijkt te zijn; verder is er niets bijzonders aan deze regel te zien, hij is alleen maar lang genoeg om het teken te verdunnen.\n'
make del.txt 'een\177twee\b\bdrie\n'
make c1.txt 'csi \302\23331m, osc \302\2350;titel\302\234, nel \302\205.\n'
make bidi.txt 'isoleer \342\201\246abc\342\201\251 keer \342\200\256om\342\200\254 merk \342\200\217\342\200\216 arabisch \330\247\n'
make zero-width.txt 'nul\342\200\213breed\342\201\240en\357\273\277tekens\342\200\215hier\342\200\214daar\n'
make tags.txt 'vlag \363\240\201\201\363\240\201\202\363\240\201\277 tekens\n'
make private.txt 'priv\303\251 \356\200\200 \364\217\277\275 geen teken \357\277\277\n'
make carriage.txt 'zichtbaar\rverborgen\n'
make backspace.txt 'geheim\010\010\010\010\010\010......\n'

# ---- graphemes ----
make combining.txt 'e\314\201e\314\201 \314\201alleen a\314\200\314\201\314\202\314\203\314\204\314\205 z\n'
repeat 2000 "$(printf '\314\201')" >zalgo.txt
make emoji.txt '\360\237\221\251\342\200\215\360\237\222\273 \360\237\221\215\360\237\217\275 \360\237\207\263\360\237\207\261\360\237\207\247 \342\235\244\357\270\217 1\357\270\217\342\203\243\n'
make hangul.txt '\341\204\222\341\205\241\341\206\253\352\270\200 \346\274\242\345\255\227 \357\274\241\n'
make arabic.txt '\330\247\331\204\330\271\330\261\330\250\331\212\330\251 en \327\242\327\221\327\250\327\231\327\252 door elkaar.\n'
make soft-hyphens.txt 'ver\302\255ant\302\255woor\302\255\ndelijk\302\255heid \302\255\302\255\n\302\255\n'
make hyphens.txt 'buiten-\n\nlands niet-\nstatelijke -\n- -- --- \342\200\221\nNoord\342\200\221\nMacedoni\303\253 -'
make quotes.txt "'s 't 'n ' '' \"\" ''''\n\342\200\231s\n"

# ---- size ----
repeat 200000 'woord ' >long-line.txt
repeat 150000 'letters' >long-word.txt
repeat 100000 "$(printf '\346\274\242')" >long-wide.txt
repeat 40000 "$(printf '\351')" >long-windows-1252.txt
head -c 200000 /dev/zero | tr '\0' '\n' >many-newlines.txt
repeat 20000 '- ' >dashes.txt
repeat 3000 '> ' >quotes-deep.txt
repeat 5000 '.' >dots.txt
repeat 5000 '|' >bars.txt
{ repeat 70000 'x' && printf '\r' && repeat 70000 'y' && printf '\n'; } >late-newline.txt

# ---- not text ----
make pdf.pdf '%%PDF-1.4\n1 0 obj\n'
make png.png '\211PNG\r\n\032\n\000\000\000\rIHDR'
make zip.zip 'PK\003\004\024\000'
make gzip.gz '\037\213\010\000'
head -c 5000 /dev/zero >zeros.dat
make controls.dat '\001\002\003\004\005\006\007\010abcdef'
