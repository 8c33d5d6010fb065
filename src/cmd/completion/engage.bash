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
    # bash replaces only what follows the last sign
    local before=${word%"$2"}
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("${word#"$before"}")
    done < <(ENGAGE_COMPLETE=bash engage -- "${words[@]}" 2>/dev/null)
    if [[ ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -o bashdefault -F _engage engage 2>/dev/null || complete -o bashdefault -F _engage engage
