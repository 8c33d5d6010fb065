# Completion of engage in bash. In ~/.bashrc: source <(engage completions bash)

_engage() {
    # bash divides words at `=` and `:` as well; what no blank divides is one word here
    local line=${COMP_LINE:0:COMP_POINT} words=() word at
    for ((at = 0; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if [[ at -eq 0 || $line == [[:blank:]]* ]]; then
            words+=("")
        fi
        line=${line#"${line%%[![:blank:]]*}"}
        if [[ at -eq COMP_CWORD ]]; then
            word=${line#[\"\']}
        fi
        words[${#words[@]} - 1]+=$word
        line=${line#"$word"}
    done
    word=${words[${#words[@]} - 1]}
    local IFS=$'\n'
    COMPREPLY=($(ENGAGE_COMPLETE=bash engage -- "${words[@]}" 2>/dev/null))
    # bash replaces only what follows the last sign
    COMPREPLY=("${COMPREPLY[@]#"${word%"$2"}"}")
    if [[ ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -o bashdefault -F _engage engage 2>/dev/null || complete -o bashdefault -F _engage engage
