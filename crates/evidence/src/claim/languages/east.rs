//! Chinese, Japanese and Korean: no spaces tell words apart, so the longest known words are looked for.

use super::Folded;

/// Words that say how many, as English has them; longer ones before those that they begin with.
const TABLE: [(&str, &str); 79] = [
    ("パーセントポイント", " percentage points "),
    ("百分点", " percentage points "),
    ("퍼센트포인트", " percentage points "),
    ("パーセント", "% "),
    ("퍼센트", "% "),
    ("大多数", " majority "),
    ("绝大多数", " vast majority "),
    ("多数", " majority "),
    ("大部分", " majority "),
    ("过半数", " majority "),
    ("過半数", " majority "),
    ("大半", " majority "),
    ("대다수", " majority "),
    ("대부분", " majority "),
    ("과반수", " majority "),
    ("例外なく", " without exception "),
    ("无一例外", " without exception "),
    ("예외 없이", " without exception "),
    ("常に", " always "),
    ("いつも", " always "),
    ("必ず", " always "),
    ("总是", " always "),
    ("始终", " always "),
    ("항상", " always "),
    ("언제나", " always "),
    ("決して", " never "),
    ("一度も", " never "),
    ("从不", " never "),
    ("从来不", " never "),
    ("从未", " never "),
    ("절대", " never "),
    ("결코", " never "),
    ("每个团队", " every team "),
    ("マイナス", " minus "),
    ("마이너스", " minus "),
    ("全チーム", " all teams "),
    ("一半", " half "),
    ("半数", " half "),
    ("半分", " half "),
    ("절반", " half "),
    ("少数", " minority "),
    ("所有", " all teams "),
    ("全部", " all teams "),
    ("全員", " all teams "),
    ("すべての", " all teams "),
    ("全ての", " all teams "),
    ("모든", " all teams "),
    ("모두", " all teams "),
    ("没有人", " , nobody "),
    ("無人", " , nobody "),
    ("无人", " , nobody "),
    ("誰も", " , nobody "),
    ("아무도", " , nobody "),
    ("两倍", " 2 times "),
    ("二倍", " 2 times "),
    ("翻了一番", " doubled "),
    ("倍増", " doubled "),
    ("두 배", " 2 times "),
    ("세 배", " 3 times "),
    ("三倍", " 3 times "),
    ("倍", " times "),
    ("배", " times "),
    ("约", " about "),
    ("約", " about "),
    ("약 ", " about "),
    ("超过", " over "),
    ("超过了", " over "),
    ("至少", " at least "),
    ("少なくとも", " at least "),
    ("적어도", " at least "),
    ("几乎", " nearly "),
    ("ほぼ", " nearly "),
    ("거의", " nearly "),
    ("のうち", " , "),
    ("中的", " , "),
    ("中、", " , "),
    ("중", " , "),
    ("中", " , "),
    ("가운데", " , "),
];

/// What is counted, behind a number: by it one digit in words is a number.
const COUNTED: [&str; 22] = [
    "个",
    "個",
    "家",
    "支",
    "位",
    "名",
    "人",
    "社",
    "组",
    "組",
    "件",
    "チーム",
    "团队",
    "团",
    "팀",
    "명",
    "개",
    "곳",
    "人",
    "倍",
    "割",
    "%",
];

/// Korean numbers of one's own, as they stand before what is counted.
const KOREAN: [(&str, f64); 9] = [
    ("두", 2.0),
    ("세", 3.0),
    ("네", 4.0),
    ("다섯", 5.0),
    ("여섯", 6.0),
    ("일곱", 7.0),
    ("여덟", 8.0),
    ("아홉", 9.0),
    ("한", 1.0),
];
const KOREAN_TENS: [(&str, f64); 5] =
    [("열", 10.0), ("스물", 20.0), ("스무", 20.0), ("서른", 30.0), ("마흔", 40.0)];

/// Whether a sentence has letters of these languages.
pub(super) fn is_eastern(text: &str) -> bool {
    text.chars().any(is_letter)
}

fn is_letter(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af)
}

/// The number that a text begins with in digits or words, and how many bytes it takes.
fn number(text: &str) -> Option<(f64, usize)> {
    let ascii = text.bytes().take_while(u8::is_ascii_digit).count();
    if ascii > 0 {
        return Some((text[..ascii].parse().ok()?, ascii));
    }
    const DIGITS: [(char, f64); 21] = [
        ('零', 0.0),
        ('〇', 0.0),
        ('一', 1.0),
        ('二', 2.0),
        ('两', 2.0),
        ('三', 3.0),
        ('四', 4.0),
        ('五', 5.0),
        ('六', 6.0),
        ('七', 7.0),
        ('八', 8.0),
        ('九', 9.0),
        ('일', 1.0),
        ('이', 2.0),
        ('삼', 3.0),
        ('사', 4.0),
        ('오', 5.0),
        ('육', 6.0),
        ('칠', 7.0),
        ('팔', 8.0),
        ('구', 9.0),
    ];
    const SCALES: [(char, f64); 6] =
        [('十', 10.0), ('십', 10.0), ('百', 100.0), ('백', 100.0), ('千', 1000.0), ('천', 1000.0)];
    let (mut total, mut part, mut end) = (0.0, None, 0);
    for (at, c) in text.char_indices() {
        if let Some((_, digit)) = DIGITS.iter().find(|(own, _)| *own == c) {
            part = Some(part.unwrap_or(0.0) * 10.0 + digit);
        } else if let Some((_, scale)) = SCALES.iter().find(|(own, _)| *own == c) {
            total += part.take().unwrap_or(1.0) * scale;
        } else {
            break;
        }
        end = at + c.len_utf8();
    }
    if end > 0 {
        return Some((total + part.unwrap_or(0.0), end));
    }
    let of = |table: &[(&str, f64)], text: &str| {
        let found = table.iter().find(|(own, _)| text.starts_with(own));
        found.map(|(own, value)| (*value, own.len()))
    };
    let tens = of(&KOREAN_TENS, text);
    let rest = &text[tens.map_or(0, |(_, length)| length)..];
    match (tens, of(&KOREAN, rest)) {
        (Some((tens, first)), Some((unit, second))) => Some((tens + unit, first + second)),
        (one, other) => one.or(other),
    }
}

/// Folds a sentence.
pub(super) fn folded(text: &str) -> Option<Folded> {
    let mut folded = Folded::new();
    let mut at = 0;
    let mut after_number = false;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some((english, length)) = fraction(rest) {
            folded.push(&english, at);
            (at, after_number) = (at + length, true);
            continue;
        }
        // Digits stay as they are: what stands in them, the reader of numbers knows.
        let word = number(rest).filter(|_| !c.is_ascii_digit());
        if let Some((value, length)) = word.filter(|(_, length)| is_counted(rest, *length)) {
            folded.push(&format!(" {value} "), at);
            (at, after_number) = (at + length, true);
            continue;
        }
        let known = TABLE.iter().filter(|(own, _)| rest.starts_with(own));
        let known = known.max_by_key(|(own, _)| own.len());
        let known = known.filter(|(own, _)| {
            // `中` and `倍` are parts of many words; behind what is counted they say *of* and *times*.
            !matches!(*own, "中" | "중" | "倍" | "배" | "中、") || after_number
        });
        match known {
            Some((own, english)) => {
                folded.push(english, at);
                at += own.len();
            }
            None => {
                folded.push(c.encode_utf8(&mut [0; 4]), at);
                at += c.len_utf8();
            }
        }
        let is_near = c.is_ascii_digit()
            || is_letter(c) && after_number && !"はがをのに的가이는은".contains(c);
        after_number = is_near;
    }
    Some(folded.end(text.len()))
}

/// Whether a number in words is one: it has several letters, or what it counts stands behind it.
fn is_counted(text: &str, length: usize) -> bool {
    let rest = text[length..].trim_start();
    let counted = COUNTED.iter().any(|own| rest.starts_with(own));
    let is_korean = text.chars().next().is_some_and(|c| matches!(u32::from(c), 0xac00..=0xd7af));
    counted
        || !is_korean && text[..length].chars().count() > 1 && text[..length].contains(['十', '百'])
}

/// `三分之二`, `3分の2`, `3분의 2`, `百分之六十四`, `6割`.
fn fraction(text: &str) -> Option<(String, usize)> {
    let (whole, first) = number(text)?;
    let rest = &text[first..];
    if rest.starts_with('割') {
        return Some((format!(" {whole} in 10 "), first + '割'.len_utf8()));
    }
    let sign = ["分之", "分の", "분의 ", "분의"].into_iter().find(|own| rest.starts_with(own))?;
    let (part, second) = number(&rest[sign.len()..])?;
    let english = match whole == 100.0 {
        true => format!(" {part}% "),
        false => format!(" {part} in {whole} "),
    };
    Some((english, first + sign.len() + second))
}
