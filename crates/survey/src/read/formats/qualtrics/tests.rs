use super::super::trial::{check, every_column_once, recognised, sheet};
use super::FORMAT;

#[test]
fn three_rows() {
    check(
        &FORMAT,
        "StartDate,ResponseId,Q1,Q1_3_TEXT,Q2_1,Q2_2,Q3,Q3 - Topics,score\n\
         Start,Id,Pet? - Selected Choice,Pet? - Other - Text,Food? - Selected Choice - Hay,Food? - Selected Choice - Half-hay,Why?,Q3 - Topics,score\n\
         \"{\"\"ImportId\"\":\"\"startDate\"\"}\",{'ImportId': '_recordId'},{'ImportId': 'QID1'},{'ImportId': 'QID1_3_TEXT'},{'ImportId': 'QID2_1'},{'ImportId': 'QID2_2'},{'ImportId': 'QID3_TEXT'},{'ImportId': 'QID3_TEXT_abcTopics'},{'ImportId': 'score'}\n\
         2020-01-01 10:00:00,R_1,3,Newt,1,,So,,1\n\
         2020-01-01 10:00:00,R_2,1,,1,1,,,2\n",
        "headers 3\n\
         meta A time StartDate\n\
         meta B id ResponseId\n\
         meta H other Q3 - Topics\n\
         meta I id score\n\
         C Pet? | other D\n\
         ticks Food? | E Hay | F Half-hay\n\
         G Why?\n",
    );
}

#[test]
fn two_rows_with_renamed_tags() {
    let text = "V1,V2,V8,Q1,snack_1,snack_2,hay,oats,day: 3,night: 3,big_1,big_2,small_1,small_2,Q9_1_TEXT,Q9_2_TEXT,LocationLatitude,\n\
         ResponseID,ResponseSet,StartDate,Pet?,Food?-<b>Hay</b>,Food?-Oats,Like?-Hay,Like?-Oats,When  : Feed-Day,When  : Feed-Night,Who?-Big-Cats,Who?-Big-Dogs,Who?-Small-Cats,Who?-Small-Dogs,Name?-First,Name?-Second,LocationLatitude,\n\
         R_1,Set,2016-05-13 12:14:42,2,1,,1,2,1,1,1,,1,,a,b,1.5,\n\
         R_2,Set,2016-05-13 12:14:42,1,1,1,3,1,2,3,1,1,,1,c,d,1.5,\n";
    check(
        &FORMAT,
        text,
        "headers 2\n\
         meta A id ResponseID\n\
         meta B other ResponseSet\n\
         meta C time StartDate\n\
         meta Q place LocationLatitude\n\
         meta R other\n\
         D Pet?\n\
         ticks Food? | E Hay | F Oats\n\
         grid Like?\n  G Hay\n  H Oats\n\
         grid When  : Feed\n  I Day\n  J Night\n\
         grid Who?\n\
         \u{20} ticks Big | K Cats | L Dogs\n\
         \u{20} ticks Small | M Cats | N Dogs\n\
         grid Name?\n  O First\n  P Second\n",
    );
    assert_eq!(recognised(&FORMAT, text), 97);
}

#[test]
fn without_metadata_or_import_ids() {
    let text = "Q1,Q2_1,Q2_2,Q2_2_TEXT,Q3_NPS_GROUP,Q3,Q5_First Click\n\
         Which pet do you have?,Which food? - Hay,Which food? - Other,Which food? - Other - Text,\
         How likely is it? - Group,How likely is it?,Timing - First Click\n\
         Cat,Hay,,,Detractor,2,1.5\nDog,0,Other,Meat,Promoter,9,2.5\n";
    check(
        &FORMAT,
        text,
        "headers 2\n\
         meta E other Q3_NPS_GROUP\n\
         meta G status Q5_First Click\n\
         A Which pet do you have?\n\
         ticks Which food? | B Hay | C Other | other D\n\
         F How likely is it?\n",
    );
    assert_eq!(recognised(&FORMAT, text), 60);
}

#[test]
fn options_may_have_dashes_and_begin_alike() {
    let text = "StartDate,EndDate,Progress,Finished,ResponseId,Q1_1,Q1_2,Q2_1,Q2_2\n\
         Start,End,How far,Finished,Id,Do you? - Selected Choice - Non-smoker,\
         Do you? - Selected Choice - Non-drinker,A well-known thing-Yes,A well-known thing-Yet\n\
         2020-01-01 10:00,2020-01-01 10:00,100,1,R_1,1,,1,\n\
         2020-01-01 10:00,2020-01-01 10:00,100,1,R_2,,1,1,1\n";
    check(
        &FORMAT,
        text,
        "headers 2\n\
         meta A time StartDate\n\
         meta B time EndDate\n\
         meta C status Progress\n\
         meta D status Finished\n\
         meta E id ResponseId\n\
         ticks Do you? | F Non-smoker | G Non-drinker\n\
         ticks A well-known thing | H Yes | I Yet\n",
    );
    assert_eq!(recognised(&FORMAT, text), 95);
}

#[test]
fn other_tables_are_not_taken() {
    for text in [
        "",
        "a\n",
        "Timestamp,Status,Name\n1,2,3\n",
        "id,Q1,Q2\n1,a,b\n2,a,c\n",
        "Start Date,End Date,Ride?\n1/2/2020,1/2/2020,Bus\n",
    ] {
        assert_eq!(recognised(&FORMAT, text), 0, "{text:?}");
    }
}

#[test]
fn strange_headers_end_in_a_layout() {
    for text in [
        "",
        "Q1",
        "{\"ImportId\":\"\"}",
        "{'ImportId': 'QID'},{'ImportId'},ImportId\n",
        "_,__,_1,1_,Q_,#: ,: 1,x1_x2\nQ1,Q1,Q1,Q1,Q1,Q1,Q1,Q1\n1,2,3,4,5,6,7,8\n",
        "V1,V2\nResponseID,-\n",
        "Q1_1,Q1_1,Q1_1\n-,-,-\n",
    ] {
        let sheet = sheet(text.as_bytes());
        every_column_once(&sheet, &(FORMAT.lay_out)(&sheet));
        (FORMAT.recognise)(&sheet);
    }
}

#[test]
fn without_import_ids_cells_may_hold_several_answers() {
    use super::super::probe::tests::check;
    for (score, texts) in [(95, "Start Date,End Date,Status,Finished,Id,Tools?\n"), (95, "")] {
        let text = format!(
            "StartDate,EndDate,Status,Finished,ResponseId,Q1\n{texts}\
             2026-03-01 10:00:00,2026-03-01 10:01:00,IP Address,True,R_1,\"Chat,Mail\"\n"
        );
        let label = if texts.is_empty() { "Q1" } else { "Tools?" };
        let expected = format!(
            "5 by \",\" {label}\n- 0 time StartDate\n- 1 time EndDate\n- 2 status Status\n\
             - 3 status Finished\n- 4 id ResponseId\n"
        );
        check(&FORMAT, &text, score, &expected);
    }
}
