# canvass.bash - completion for bash.  The tests hold its words against --help.
_canvass()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local options

    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W \
            "run init check ingest analyse report --help --version" -- "$word")
        return
    fi
    case $before in
    -d | --database | --survey | --plan | --theme)
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
        ;;
    -o | --output)
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
        ;;
    --encoding)
        mapfile -t COMPREPLY < <(compgen -W \
            "utf-8 windows-1252 macintosh" -- "$word")
        return
        ;;
    --platform)
        mapfile -t COMPREPLY < <(compgen -W "surveymonkey googleforms
            limesurvey qualtrics odk redcap polis pabulib jisc jisc_csv spss msforms kobo
            smartsurvey citizenspace alchemer typeform engagementhq decidim
            govocal snap generic" -- "$word")
        return
        ;;
    --only | --figure | --seed | --threads | --sheet)
        return
        ;;
    esac
    case ${COMP_WORDS[1]} in
    run)
        options="-d --database -o --output --plan --theme --only --seed
            --everything --threads --encoding --platform --sheet
            --codebook --key -h --help"
        ;;
    init)
        options="-o --output --encoding --platform --sheet --codebook -h --help"
        ;;
    check) options="--encoding --platform --sheet --codebook -h --help" ;;
    ingest)
        options="-d --database --encoding --platform --sheet --codebook --key
            -h --help"
        ;;
    analyse)
        options="-d --database --survey --plan --only --seed --threads
            --everything -h --help"
        ;;
    report)
        options="-d --database -o --output --survey --theme --figure --list
            --only --threads -h --help"
        ;;
    *) return ;;
    esac
    case $word in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
    esac
}
complete -o filenames -F _canvass canvass
