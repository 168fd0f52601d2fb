use super::*;
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

fn days(rule: &str, start: Date, most: usize) -> Vec<String> {
    let rule = Rule::parse(rule).unwrap();
    rule.days(start, date(2300, 1, 1)).take(most).map(|day| day.to_string()).collect()
}

/// Examples of RFC 5545 §3.8.5.3.
#[test]
fn the_examples_of_the_standard() {
    let start = date(1997, 9, 2);
    for (rule, start, expected) in [
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH", start, "09-02 09-04 09-16 09-18 09-30"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", date(1997, 9, 5), "09-05 10-03 11-07"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", date(1997, 9, 7), "09-07 09-28 11-02 11-30"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", date(1997, 9, 28), "09-28 10-29 11-28 12-29"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", date(1998, 2, 13), "02-13 03-13 11-13"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", date(1997, 9, 29), "09-29 10-30 11-27"),
        ("FREQ=YEARLY;BYDAY=20MO", date(1997, 5, 19), "05-19 05-18 05-17"),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            date(1996, 11, 5),
            "11-05 11-07 11-02",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            date(1997, 8, 5),
            "08-05 08-10 08-19 08-24",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            date(1997, 8, 5),
            "08-05 08-17 08-19 08-31",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
            date(2007, 1, 15),
            "01-15 01-30 02-15 03-15 03-30",
        ),
        (
            "FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA;UNTIL=19980103",
            date(1998, 1, 1),
            "01-01 01-02 01-03",
        ),
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", start, "09-02 09-12 09-22 10-02 10-12"),
    ] {
        let found = days(rule, start, expected.split(' ').count());
        let found: Vec<&str> = found.iter().map(|day| &day[5..]).collect();
        assert_eq!(found.join(" "), expected, "{rule}");
    }
}

#[test]
fn what_is_not_understood_is_refused_by_name() {
    for (rule, expected) in [
        ("FREQ=HOURLY", "FREQ=HOURLY is not understood"),
        ("INTERVAL=2", "no FREQ"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR is not understood"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO is not understood"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "ends twice"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ is there twice"),
        ("FREQ=DAILY;BYDAY=2TU", "only in rules by month or year"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "no meaning"),
        ("FREQ=MONTHLY;BYDAY=6TU", "six times"),
        ("FREQ=MONTHLY;BYDAY=0TU", "0 is nothing"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "from -31 to 31"),
        ("FREQ=DAILY;INTERVAL=0", "from 1 to 1000"),
        ("FREQ=DAILY;UNTIL=20260101T100000", "moment in UTC"),
        ("FREQ=DAILY;UNTIL=20260230", "neither a day"),
        ("FREQ=MONTHLY;BYSETPOS=1", "there is none"),
        ("FREQ=DAILY;", "no part of a rule"),
        ("", "no part of a rule"),
        ("FREQ=DAILY;BYDAY=é", "no day of the week"),
    ] {
        let error = Rule::parse(rule).unwrap_err();
        assert!(error.contains(expected), "{rule}: {error}");
    }
}

#[test]
fn rules_in_words() {
    for (unit, on, expected) in [
        ("week", "", "FREQ=WEEKLY"),
        ("2 weeks", "tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("other week", "Tue Thursdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("month", "3rd_tuesday", "FREQ=MONTHLY;BYDAY=3TU"),
        ("3 months", "last_friday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR"),
        ("month", "15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("month", "last_day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("day", "monday", "FREQ=DAILY;BYDAY=MO"),
        ("year", "", "FREQ=YEARLY"),
    ] {
        let mut rule = every(unit).unwrap();
        for item in on.split(' ').filter(|item| !item.is_empty()) {
            days_of(&mut rule, &item.replace('_', " ")).unwrap();
        }
        assert_eq!(rule.text(), expected, "{unit} {on}");
    }
    for unit in ["", "fortnight", "0 weeks", "-1 weeks", "2 2 weeks"] {
        assert!(every(unit).is_err(), "{unit}");
    }
    for (unit, on) in
        [("month", "tuesday"), ("week", "3rd tuesday"), ("year", "monday"), ("month", "32")]
    {
        assert!(days_of(&mut every(unit).unwrap(), on).is_err(), "{unit} {on}");
    }
}

/// Rules of all sorts, as text and with a start.
fn rules() -> impl Strategy<Value = (String, Date)> {
    let list = |items: Vec<String>| {
        let most = items.len().min(4);
        proptest::sample::subsequence(items, 1..=most).prop_map(|items| items.join(","))
    };
    let plain = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].map(str::to_owned).to_vec();
    let numbered = ["1MO", "2TU", "-1FR", "5SU", "-2WE", "3TU", "SA"].map(str::to_owned).to_vec();
    let month_days = [1, 2, 13, 15, 29, 30, 31, -1, -2, -31].map(|n: i16| n.to_string()).to_vec();
    let months = [1, 2, 3, 6, 11, 12].map(|n: i16| n.to_string()).to_vec();
    let positions = [1, 2, 3, -1, -2].map(|n: i16| n.to_string()).to_vec();
    (
        (0..4usize, 1..5u16, 0..1500i64, prop_oneof![Just("MO"), Just("SU"), Just("WE")]),
        proptest::option::of(list(plain)),
        proptest::option::of(list(numbered)),
        proptest::option::of(list(month_days)),
        proptest::option::of(list(months)),
        proptest::option::of(list(positions)),
        proptest::option::of(1..20u32),
    )
        .prop_map(
            |((frequency, interval, day, week), plain, numbered, days, months, places, count)| {
                let mut text = format!(
                    "FREQ={};INTERVAL={interval};WKST={week}",
                    ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"][frequency]
                );
                let weekdays = if frequency > 1 { numbered } else { plain };
                let by_days = days.filter(|_| frequency != 1);
                let some = weekdays.is_some() || by_days.is_some() || months.is_some();
                for (name, value) in [
                    ("BYDAY", weekdays),
                    ("BYMONTHDAY", by_days),
                    ("BYMONTH", months),
                    ("BYSETPOS", places.filter(|_| some)),
                    ("COUNT", count.map(|count| count.to_string())),
                ] {
                    if let Some(value) = value {
                        text.push_str(&format!(";{name}={value}"));
                    }
                }
                (text, date(2024, 1, 1).saturating_add(day.days()))
            },
        )
}

/// Whether a rule has a day, told from that day alone, without periods or lists of days.
fn has(rule: &Rule, start: Date, day: Date) -> bool {
    let apart = i32::from(day.year()) * 12 + i32::from(day.month())
        - (i32::from(start.year()) * 12 + i32::from(start.month()));
    let days = |a: Date, b: Date| (b - a).get_days();
    let week = |day: Date| {
        let mut day = day;
        while day.weekday() != rule.week_start {
            day = day.yesterday().unwrap();
        }
        day
    };
    let periods = match rule.frequency {
        Frequency::Daily => days(start, day),
        Frequency::Weekly => days(week(start), week(day)) / 7,
        Frequency::Monthly => apart,
        Frequency::Yearly => i32::from(day.year() - start.year()),
    };
    periods % i32::from(rule.interval) == 0 && meets(rule, start, day)
}

fn meets(rule: &Rule, start: Date, day: Date) -> bool {
    let month = i16::from(day.month());
    let month_day = i16::from(day.day());
    let bare = rule.weekdays.is_empty() && rule.month_days.is_empty();
    let by_month = rule.frequency == Frequency::Monthly || !rule.months.is_empty();
    let same = |other: Date| {
        if by_month {
            other.month() == day.month() && other.year() == day.year()
        } else {
            other.year() == day.year()
        }
    };
    // Weeks forward and back, for as long as it is the same month or year.
    let count = |step: i64| {
        let mut other = day;
        let mut count = 0i16;
        while same(other) {
            count += 1;
            other = other.checked_add((7 * step).days()).unwrap();
        }
        count
    };
    (rule.months.is_empty() || rule.months.contains(&month))
        && (rule.month_days.is_empty()
            || rule.month_days.contains(&month_day)
            || rule.month_days.contains(&(month_day - i16::from(day.days_in_month()) - 1)))
        && (rule.weekdays.is_empty()
            || rule.weekdays.iter().any(|(number, weekday)| {
                *weekday == day.weekday()
                    && match number {
                        None => true,
                        Some(n) if *n > 0 => count(-1) == *n,
                        Some(n) => count(1) == -n,
                    }
            }))
        && (!bare
            || match rule.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => day.weekday() == start.weekday(),
                Frequency::Monthly => day.day() == start.day(),
                Frequency::Yearly => {
                    day.day() == start.day()
                        && (!rule.months.is_empty() || day.month() == start.month())
                }
            })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn days_are_those_that_a_walk_through_all_days_finds((text, start) in rules()) {
        let rule = Rule::parse(&text).unwrap();
        let last = start.saturating_add(9.years());
        let found: Vec<Date> = rule.days(start, last).collect();
        prop_assert!(found.is_sorted());
        // Positions are told by counting the others of the period.
        let all = |day: Date| has(&rule, start, day);
        let period = |day: Date| match rule.frequency {
            Frequency::Daily => (day, day),
            Frequency::Weekly => {
                let mut first = day;
                while first.weekday() != rule.week_start { first = first.yesterday().unwrap(); }
                (first, first.saturating_add(6.days()))
            }
            Frequency::Monthly => (day.first_of_month(), day.last_of_month()),
            Frequency::Yearly => (day.first_of_year(), day.last_of_year()),
        };
        let placed = |day: Date| {
            if rule.positions.is_empty() { return true; }
            let (first, last) = period(day);
            let count = |from: Date, to: Date| {
                let days = from.series(1.day()).take_while(|other| *other <= to);
                i16::try_from(days.filter(|other| all(*other)).count()).unwrap()
            };
            rule.positions.contains(&count(first, day)) || rule.positions.contains(&-count(day, last))
        };
        let walk = start.series(1.day()).take_while(|day| *day <= last);
        let mut expected: Vec<Date> = walk.filter(|day| all(*day) && placed(*day)).collect();
        if let End::Count(count) = rule.end { expected.truncate(count as usize); }
        prop_assert_eq!(found, expected, "{} from {}", text, start);
    }

    #[test]
    fn a_rule_is_written_as_it_is_read((text, _) in rules()) {
        let rule = Rule::parse(&text).unwrap();
        let again = Rule::parse(&rule.text()).unwrap();
        prop_assert_eq!(Rule { end: End::Never, ..rule }, again);
    }

    #[test]
    fn no_rule_is_too_odd(text in any::<String>(), parts in proptest::collection::vec("(FREQ|BYDAY|UNTIL|COUNT|BYSETPOS)=[A-Z0-9,+é-]{0,12}", 0..6)) {
        let _ = Rule::parse(&text);
        let _ = Rule::parse(&parts.join(";"));
        let _ = every(&text);
    }
}
