use super::super::probe::tests::{check, sheet};
use super::super::trial::every_column_once;
use super::*;

#[test]
fn codes_and_texts() {
    check(
        &FORMAT,
        "id. Response ID,submitdate. Date submitted,lastpage. Last page,age. How old?,\
         lang[SQ1]. Which? [Go],lang[SQ2]. Which? [C[++]],lang[other]. Which? [Other],\
         mood[a]. How is [work]? [Now],mood[b]. How is [work]? [Then],email. May we mail you?\n\
         1,2026-03-01 09:12:35,3,30,Yes,No,Zig,Good,,Yes\n2,,1,,,,,Bad,Good,No\n",
        95,
        "3 How old?\nticks other 6 Which? (4=Go 5=C[++])\ngrid How is [work]?\n  7 Now\n  8 Then\n\
         9 May we mail you?\n- 0 id id. Response ID\n- 1 time submitdate. Date submitted\n\
         - 2 status lastpage. Last page\n",
    );
}

#[test]
fn codes_alone_with_comments_and_two_scales() {
    check(
        &FORMAT,
        "id,submitdate,startlanguage,seed,q1,q1[comment],q2[SQ1],q2[SQ1comment],q2[SQ2],\
         q2[SQ2comment],q3[A][1],q3[A][2],q3[B][1],q3[B][2],q4[R_x],q4[R_y],interviewtime,groupTime7\n\
         1,2026-03-01,de,9,A1,why,Y,c,,,1,2,3,4,1,0,99.1,12\n",
        95,
        "4 q1\n5 q1 [Comment]\nticks q2 (6=SQ1 8=SQ2)\n7 q2 [Comment]\n9 q2 [Comment]\n\
         grid q3 [1]\n  10 A\n  12 B\ngrid q3 [2]\n  11 A\n  13 B\ngrid q4\n  \
         ticks R (14=x 15=y)\n- 0 id id\n- 1 time submitdate\n- 2 other startlanguage\n\
         - 3 other seed\n- 16 status interviewtime\n- 17 status groupTime7\n",
    );
}

#[test]
fn texts_alone_in_another_language() {
    check(
        &FORMAT,
        "Antwort ID,Datum Abgeschickt,Letzte Seite,Alter?,Welche? [Go],Welche? [C],Welche? [Sonstiges]\n\
         1,2026-03-01,2,30,Ja,Nein,\n",
        95,
        "3 Alter?\nticks other 6 Welche? (4=Go 5=C)\n- 0 id Antwort ID\n\
         - 1 time Datum Abgeschickt\n- 2 status Letzte Seite\n",
    );
}

#[test]
fn yes_and_no_to_several_questions_is_a_grid() {
    check(
        &FORMAT,
        "q[A]. Do you? [Run],q[B]. Do you? [Swim]\nYes,No\nNo,\n",
        90,
        "grid Do you?\n  0 Run\n  1 Swim\n",
    );
}

#[test]
fn other_tables_are_not_taken() {
    for text in [
        "Timestamp,How old?,Rate [Speed],Rate [Looks]\n1,2,3,4\n",
        "id,name,age\n1,a,2\n",
        "Q1. Age?,Q2. Where?\n1,2\n",
        "",
    ] {
        assert_eq!(recognise(&sheet(text)), 0, "{text}");
    }
}

#[test]
fn a_real_export() {
    let Some(bytes) = crate::real_data::bytes("surveys/limesurvey/rse-2017-us.csv") else { return };
    let sheet = sheet(std::str::from_utf8(&bytes).unwrap());
    assert_eq!(recognise(&sheet), 90);
    let layout = lay_out(&sheet);
    every_column_once(&sheet, &layout);
    let count = |is: fn(&Shape) -> bool| layout.questions.iter().filter(|q| is(&q.shape)).count();
    let ticks = count(|shape| matches!(shape, Shape::Ticks { .. }));
    let grids = count(|shape| matches!(shape, Shape::Grid(_)));
    assert_eq!((layout.metadata.len(), ticks, grids, layout.questions.len()), (1, 7, 5, 48));
}

#[test]
fn metadata_of_one_word_is_known_by_its_text() {
    check(
        &FORMAT,
        "Response ID,Date submitted,Last page,Seed,Which? [Go],Which? [C]\n1,2026-03-01,2,77,Yes,No\n",
        95,
        "ticks Which? (4=Go 5=C)\n- 0 id Response ID\n- 1 time Date submitted\n\
         - 2 status Last page\n- 3 other Seed\n",
    );
    check(
        &FORMAT,
        "Antwort ID,Datum Abgeschickt,Zufallsstartwert,Wie?\n1,2026-03-01,77,gut\n",
        95,
        "3 Wie?\n- 0 id Antwort ID\n- 1 time Datum Abgeschickt\n- 2 other Zufallsstartwert\n",
    );
}
