"""FACTS.md: the facts that facts.py counted, laid out for people. Counts nothing itself."""


def percent(part):
    return f"{part['count']} of {part['base']} ({100 * part['count'] / part['base']:.0f}%)"


def difference(name, fact):
    return f"| {name.replace('_', ' ')} | {percent(fact['inside'])} | {percent(fact['outside'])} | {fact['fisher_p']:.2g} |"


def page(facts):
    """facts.json for people. Every number here comes out of `facts`."""
    scores, planted, odd, pairs = facts["scores"], facts["planted"], facts["oddities"], facts["associations"]
    wait, recommend = planted["wait_by_templates"], planted["recommend_by_templates"]
    lines = [
        "# What survey.csv says",
        "",
        "Written by `facts.py`, do not edit. The answers are synthetic. Row numbers count the header as row 1.",
        "",
        f"- {facts['respondents']} rows, {facts['columns']} columns (a time, and the questions below), SHA-256 `{facts['sha256']}`",
        f"- sent twice: rows {odd['duplicate_rows']}; mail address: {odd['mail_address_rows']}; `yes`: {odd['lower_case_yes_rows']}; "
        f"line breaks: {odd['multi_line_rows']}; double quotes: {odd['rows_with_double_quotes']}",
    ]
    near = odd["nearly_a_follow_up"]
    lines += [
        f"- {near['question']} is nearly a follow-up of {near['gate']} = {near['option']}: {near['option_and_text']} with it write, "
        f"{near['option_without_text']} do not, {near['other_answer_and_text']} others write",
        f"- what wrong methods would say of q5: {odd['counted_wrongly']['q5_delivery_pipelines_by_substring']} \"Delivery pipelines\" "
        f"by substring, {odd['counted_wrongly']['q5_different_pieces_by_plain_split']} different options by splitting at commas",
        "",
        "## Scores",
        "",
        "| NPS | base | 9-10 | 7-8 | 0-6 | score |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name in [k for k in scores if k.startswith("nps")]:
        v = scores[name]
        lines.append(f"| {name} | {v['base']} | {v['promoters']} | {v['passives']} | {v['detractors']} | {v['nps']:.1f} |")
    ux, ces = scores["ux_lite"], scores["ces_easy"]
    lines += ["", f"- UX-Lite (q10, q11): mean {ux['mean']:.1f}, standard deviation {ux['sd']:.1f}, base {ux['base']}"]
    lines += [f"- easy (q14: 4 or 5): {ces['easy']} of {ces['base']}"]
    lines += [f"- satisfied with {q}: {v['satisfied']} of {v['base']}" for q, v in scores["csat"].items()]
    lines += [
        "",
        "## Planted, and there",
        "",
        f"- median wait (q21): template users {wait['users']['median_days']:g} days (n {wait['users']['base']}), "
        f"others {wait['others']['median_days']:g} (n {wait['others']['base']}), Mann-Whitney p {wait['mann_whitney']['p']:.1g}",
        f"- median recommendation (q7): template users {recommend['users_median']:g}, others {recommend['others_median']:g}, "
        f"p {recommend['mann_whitney']['p']:.1g}; chat alone against more: p {planted['recommend_by_chat_only']['p']:.1g}",
        "",
        "| share | in the group | the rest | Fisher's p |",
        "|---|---:|---:|---:|",
        difference("template users: ask for help a few times a year", planted["asks_a_few_times_a_year_by_templates"]),
        difference("learn by breakage: do not know who to ask", planted["does_not_know_who_to_ask_by_breakage"]),
    ]
    lines += [difference(f"chat alone: satisfied, {q}", v) for q, v in planted["satisfied_by_chat_only"].items()]
    chat = planted["satisfied_grid_cells_by_chat_only"]
    lines += [f"| chat alone: satisfied, all five rows | {percent(chat['chat_only'])} | {percent(chat['more'])} | answers, not people: no test |"]
    for title, key in [
        ("Looks big, is not sure", "looks_big_but_is_not_sure"),
        ("Sure when looked at alone, not after correction", "sure_alone_but_not_after_correction"),
    ]:
        lines += ["", f"## {title}", "", "| share | in the group | the rest | Fisher's p |", "|---|---:|---:|---:|"]
        lines += [difference(name, v) for name, v in facts[key].items()]
    lines += [
        "",
        f"## Associations: {pairs['pairs_tested']} pairs, {pairs['kept']} with q at most {pairs['level']}",
        "",
        "Options of different questions, on the people who answered both; a question with its own follow-up left out;",
        "Fisher's test where an expected count is below 5, else chi-square; q by Benjamini-Hochberg.",
        "",
        "| a | b | n | both | effect | q |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for p in pairs["strongest"]:
        a, b = (f"{p[x]['question']} {p[x]['option']}" for x in "ab")
        lines.append(f"| {a} | {b} | {p['n']} | {p['both']} | {p['effect']:+.2f} | {p['q']:.2g} |")
    lines += ["", "## Every question", ""]
    for q in facts["questions"]:
        asked = f"asked {q['asked']}" + (f" ({q['asked_of']['question']} = {q['asked_of']['option']})" if "asked_of" in q else "")
        lines += [f"**{q['id']}** {q['label'].strip()} ({q['kind']}; {asked}, answered {q['answered']})", ""]
        lines += [f"- {o['label']}: {o['count']}" for o in q.get("options", [])]
        lines += [f"- *written in, once each*: {'; '.join(o.strip() for o in q['others'])}"] if q.get("others") else []
        if "median" in q:
            lines.append(f"- {q['plain_numbers']} plain numbers: median {q['median']:g}, from {q['min']:g} to {q['max']:g}; others {q['not_plain']}")
        if "distinct" in q:
            lines.append(f"- {q['distinct']} different texts, {q['multi_line']} of the answers with line breaks")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
