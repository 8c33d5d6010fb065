#compdef engage
# Completion of engage in zsh. In ~/.zshrc, after compinit: source <(engage completions zsh)

_engage() {
    local -a found joined
    found=("${(@f)$(ENGAGE_COMPLETE=zsh engage -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    # no blank follows a key or a folder
    joined=("${(@M)found:#[^:]#[=/]:*}")
    found=("${(@)found:|joined}")
    [[ -n $joined ]] && _describe -V engage joined -S ''
    [[ -n $found ]] && _describe -V engage found
}

if [[ $funcstack[1] == _engage ]]; then
    _engage "$@"
else
    compdef _engage engage
fi
