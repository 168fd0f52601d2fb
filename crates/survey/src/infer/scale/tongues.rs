//! The standard words of scales of agreement, satisfaction and frequency in German, French,
//! Spanish, Italian, Portuguese, Dutch, Polish and Japanese, whole options by their rank.

use super::Family::{self, Agreement, Frequency, Satisfaction};
use foldhash::HashMap;
use std::sync::LazyLock;

/// The family and rank of a standard option of another language than English.
pub(super) fn known(text: &str) -> Option<(Family, f64)> {
    let text = text.trim_end_matches(['.', '。', ' ']);
    if text.len() > 60 {
        return None;
    }
    // `Ich stimme zu`, `Estoy de acuerdo`: who says so changes nothing.
    let text = ["ich ", "je suis ", "estoy ", "sono ", "jestem ", "ik ben het "]
        .iter()
        .find_map(|who| text.strip_prefix(who))
        .unwrap_or(text);
    static KNOWN: LazyLock<HashMap<&str, (Family, f64)>> = LazyLock::new(|| {
        let options = |&(family, rank, words): &(Family, f64, &'static str)| {
            words.split('|').map(move |own| (own.trim(), (family, rank)))
        };
        // Of words that stand in two places the first counts.
        TABLE.iter().rev().flat_map(options).collect()
    });
    KNOWN.get(text).copied()
}

/// Options of the same rank, with `|` between them. Ranks of frequency are times a year; the
/// middle of agreement is that of every scale with two poles.
const TABLE: [(Family, f64, &str); 27] = [
    (
        Agreement,
        -2.0,
        "stimme überhaupt nicht zu | stimme gar nicht zu | stimme ganz und gar nicht zu | \
         trifft überhaupt nicht zu | trifft gar nicht zu | pas du tout d'accord | \
         tout à fait en désaccord | fortement en désaccord | totalmente en desacuerdo | \
         muy en desacuerdo | completamente en desacuerdo | fortemente in disaccordo | \
         completamente in disaccordo | totalmente in disaccordo | per niente d'accordo | \
         per nulla d'accordo | discordo totalmente | discordo fortemente | \
         discordo completamente | helemaal mee oneens | helemaal oneens | zeer mee oneens | \
         volledig mee oneens | zdecydowanie się nie zgadzam | zdecydowanie nie zgadzam się | \
         zdecydowanie nie | całkowicie się nie zgadzam | 全くそう思わない | まったくそう思わない | 全く同意しない | \
         強く反対",
    ),
    (
        Agreement,
        -1.0,
        "stimme nicht zu | lehne ab | trifft nicht zu | pas d'accord | en désaccord | \
         en desacuerdo | in disaccordo | non sono d'accordo | non d'accordo | discordo | \
         não concordo | mee oneens | oneens | nie zgadzam się | się nie zgadzam | そう思わない | \
         同意しない | 反対",
    ),
    (
        Agreement,
        -0.5,
        "stimme eher nicht zu | stimme weniger zu | trifft eher nicht zu | \
         trifft weniger zu | plutôt pas d'accord | plutôt en désaccord | \
         algo en desacuerdo | parcialmente en desacuerdo | poco d'accordo | \
         piuttosto in disaccordo | abbastanza in disaccordo | discordo parcialmente | \
         discordo em parte | beetje mee oneens | een beetje mee oneens | \
         enigszins mee oneens | raczej się nie zgadzam | raczej nie zgadzam się | \
         raczej nie | あまりそう思わない | ややそう思わない | どちらかといえばそう思わない | やや同意しない",
    ),
    (
        Agreement,
        0.0,
        "teils/teils | teils, teils | teils teils | weder noch | weder/noch | \
         unentschieden | neutre | ni d'accord ni pas d'accord | \
         ni d'accord, ni pas d'accord | ni en accord ni en désaccord | \
         sans opinion arrêtée | ni de acuerdo ni en desacuerdo | neutro | neutrale | \
         né d'accordo né in disaccordo | nem concordo nem discordo | \
         não concordo nem discordo | indiferente | neutraal | \
         niet mee eens, niet mee oneens | niet eens, niet oneens | noch eens, noch oneens | \
         noch mee eens, noch mee oneens | neutralnie | ani się zgadzam, ani nie zgadzam | \
         ani się zgadzam ani nie zgadzam | どちらでもない | どちらとも言えない | どちらともいえない | 普通 | ふつう | \
         weder zufrieden noch unzufrieden | ni satisfait ni insatisfait | \
         ni satisfecho ni insatisfecho | né soddisfatto né insoddisfatto | \
         nem satisfeito nem insatisfeito | noch tevreden, noch ontevreden | \
         niet tevreden, niet ontevreden | ani zadowolony, ani niezadowolony",
    ),
    (
        Agreement,
        0.5,
        "stimme eher zu | trifft eher zu | plutôt d'accord | algo de acuerdo | \
         parcialmente de acuerdo | abbastanza d'accordo | piuttosto d'accordo | \
         concordo parcialmente | concordo em parte | beetje mee eens | een beetje mee eens | \
         enigszins mee eens | raczej się zgadzam | raczej zgadzam się | raczej tak | \
         ややそう思う | まあそう思う | どちらかといえばそう思う | やや同意する",
    ),
    (
        Agreement,
        1.0,
        "stimme zu | trifft zu | d'accord | en accord | de acuerdo | d'accordo | concordo | \
         mee eens | eens | zgadzam się | się zgadzam | そう思う | 同意する | 賛成",
    ),
    (
        Agreement,
        2.0,
        "stimme voll zu | stimme voll und ganz zu | stimme völlig zu | \
         stimme vollkommen zu | stimme stark zu | stimme sehr zu | trifft voll zu | \
         trifft voll und ganz zu | trifft völlig zu | tout à fait d'accord | \
         entièrement d'accord | fortement en accord | totalement d'accord | \
         totalmente de acuerdo | muy de acuerdo | completamente de acuerdo | \
         molto d'accordo | completamente d'accordo | fortemente d'accordo | \
         pienamente d'accordo | totalmente d'accordo | concordo totalmente | \
         concordo fortemente | concordo plenamente | concordo completamente | \
         helemaal mee eens | helemaal eens | zeer mee eens | volledig mee eens | \
         zdecydowanie się zgadzam | zdecydowanie zgadzam się | zdecydowanie tak | \
         całkowicie się zgadzam | とてもそう思う | 非常にそう思う | 強くそう思う | 大いにそう思う | 強く同意する | 強く賛成",
    ),
    (
        Satisfaction,
        -2.0,
        "sehr unzufrieden | äußerst unzufrieden | überhaupt nicht zufrieden | \
         gar nicht zufrieden | très insatisfait | très insatisfaite | très insatisfait(e) | \
         pas du tout satisfait | pas du tout satisfait(e) | muy insatisfecho | \
         muy insatisfecha | nada satisfecho | molto insoddisfatto | molto insoddisfatta | \
         per niente soddisfatto | muito insatisfeito | muito insatisfeita | \
         nada satisfeito | zeer ontevreden | heel ontevreden | bardzo niezadowolony | \
         bardzo niezadowolona | zdecydowanie niezadowolony | 非常に不満 | とても不満 | 大変不満",
    ),
    (
        Satisfaction,
        -1.0,
        "unzufrieden | nicht zufrieden | insatisfait | insatisfaite | insatisfait(e) | \
         pas satisfait | insatisfecho | insatisfecha | insoddisfatto | insoddisfatta | \
         insatisfeito | insatisfeita | ontevreden | niezadowolony | niezadowolona | 不満 | \
         不満である",
    ),
    (
        Satisfaction,
        -0.5,
        "eher unzufrieden | weniger zufrieden | plutôt insatisfait | plutôt insatisfaite | \
         peu satisfait | algo insatisfecho | poco satisfecho | abbastanza insoddisfatto | \
         poco soddisfatto | pouco satisfeito | enigszins ontevreden | raczej niezadowolony | \
         やや不満 | 少し不満",
    ),
    (
        Satisfaction,
        0.5,
        "eher zufrieden | plutôt satisfait | plutôt satisfaite | assez satisfait | \
         algo satisfecho | bastante satisfecho | abbastanza soddisfatto | \
         parcialmente satisfeito | enigszins tevreden | raczej zadowolony | やや満足 | まあ満足",
    ),
    (
        Satisfaction,
        1.0,
        "zufrieden | satisfait | satisfaite | satisfait(e) | satisfecho | satisfecha | \
         soddisfatto | soddisfatta | satisfeito | satisfeita | tevreden | zadowolony | \
         zadowolona | 満足 | 満足している",
    ),
    (
        Satisfaction,
        2.0,
        "sehr zufrieden | äußerst zufrieden | très satisfait | très satisfaite | \
         très satisfait(e) | tout à fait satisfait | muy satisfecho | muy satisfecha | \
         molto soddisfatto | molto soddisfatta | muito satisfeito | muito satisfeita | \
         zeer tevreden | heel tevreden | bardzo zadowolony | bardzo zadowolona | \
         zdecydowanie zadowolony | 非常に満足 | とても満足 | 大変満足",
    ),
    (
        Frequency,
        0.0,
        "nie | niemals | jamais | nunca | mai | nooit | nigdy | 全くない | まったくない | 一度もない",
    ),
    (
        Frequency,
        0.2,
        "fast nie | presque jamais | casi nunca | quasi mai | quase nunca | bijna nooit | \
         prawie nigdy | ほとんどない",
    ),
    (
        Frequency,
        0.4,
        "selten | rarement | raramente | rara vez | raras vezes | pocas veces | zelden | \
         rzadko | めったにない | まれに",
    ),
    (
        Frequency,
        1.0,
        "jährlich | einmal im jahr | annuellement | une fois par an | anualmente | \
         una vez al año | annualmente | una volta all'anno | uma vez por ano | jaarlijks | \
         raz w roku | 年に1回",
    ),
    (
        Frequency,
        1.5,
        "gelegentlich | occasionnellement | ocasionalmente | occasionalmente | af en toe | \
         okazjonalnie | たまに",
    ),
    (
        Frequency,
        4.0,
        "vierteljährlich | quartalsweise | trimestriellement | trimestralmente | \
         per kwartaal | kwartalnie | 四半期ごと",
    ),
    (
        Frequency,
        6.0,
        "manchmal | parfois | quelquefois | a veces | algunas veces | a volte | talvolta | \
         qualche volta | às vezes | algumas vezes | soms | czasami | czasem | 時々 | ときどき",
    ),
    (
        Frequency,
        12.0,
        "monatlich | einmal im monat | mensuellement | une fois par mois | mensualmente | \
         una vez al mes | mensilmente | una volta al mese | mensalmente | uma vez por mês | \
         maandelijks | raz w miesiącu | co miesiąc | 月に1回 | 毎月",
    ),
    (
        Frequency,
        40.0,
        "oft | häufig | souvent | fréquemment | a menudo | con frecuencia | frecuentemente | \
         spesso | frequentemente | com frequência | muitas vezes | vaak | często | よくある | \
         よく | 頻繁に",
    ),
    (
        Frequency,
        52.0,
        "wöchentlich | einmal pro woche | einmal in der woche | hebdomadairement | \
         une fois par semaine | chaque semaine | semanalmente | una vez a la semana | \
         una vez por semana | settimanalmente | una volta alla settimana | \
         uma vez por semana | wekelijks | raz w tygodniu | co tydzień | 週に1回 | 毎週",
    ),
    (
        Frequency,
        200.0,
        "sehr oft | sehr häufig | meistens | très souvent | la plupart du temps | \
         muy a menudo | muchas veces | molto spesso | muito frequentemente | zeer vaak | \
         meestal | bardzo często | zazwyczaj | 非常によく | たいてい",
    ),
    (
        Frequency,
        250.0,
        "fast immer | presque toujours | casi siempre | quasi sempre | quase sempre | \
         bijna altijd | prawie zawsze | ほとんどいつも",
    ),
    (
        Frequency,
        365.0,
        "täglich | jeden tag | quotidiennement | tous les jours | chaque jour | \
         diariamente | cada día | todos los días | quotidianamente | ogni giorno | \
         todos os dias | dagelijks | elke dag | codziennie | 毎日",
    ),
    (
        Frequency,
        9000.0,
        "immer | ständig | toujours | siempre | sempre | altijd | zawsze | いつも | 常に",
    ),
];
