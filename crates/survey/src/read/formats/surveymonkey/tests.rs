use super::super::trial::{check, recognised};
use super::FORMAT;

const PEOPLE: &str = "Respondent ID,Collector ID,Start Date,Ride?,,,Why?,Age?,,Notes\n\
     ,,,Bus,Tram,Other (please specify),Open-Ended Response,Young,Old,Open-Ended Response\n";

#[test]
fn two_rows() {
    let mut text = PEOPLE.to_owned();
    for person in 0..12 {
        let age = if person % 2 == 0 { "Young," } else { ",Old" };
        let other = if person == 3 { "Sledge" } else { "" };
        text += &format!("1{person},7,01/02/2020 10:0{person},Bus,tram ,{other},Because,{age},\n");
    }
    check(
        &FORMAT,
        &text,
        "headers 2\n\
         meta A id Respondent ID\n\
         meta B id Collector ID\n\
         meta C time Start Date\n\
         ticks Ride? | D Bus | E Tram | other F\n\
         G Why?\n\
         single Age? | H Young | I Old\n\
         J Notes\n",
    );
    assert_eq!(recognised(&FORMAT, &text), 96);
}

#[test]
fn another_language_without_metadata() {
    let text = "\n,Was nutzen Sie?,,,Gefällt es?,,Wie gut?,\n\
                ,Bus,Bahn,Sonstiges (bitte angeben),Antwort,Kommentare,Preis,Takt\n\
                ,Bus,,,Ja,Sehr,gut,schlecht\n\
                ,Bus,Bahn,Schlitten,Nein,,gut,gut\n\
                ,,Bahn,,Ja,,schlecht,mittel\n";
    check(
        &FORMAT,
        text,
        "headers 2\n\
         meta A other\n\
         ticks Was nutzen Sie? | B Bus | C Bahn | other D\n\
         E Gefällt es?\n\
         F Gefällt es? [Kommentare]\n\
         grid Wie gut?\n  G Preis\n  H Takt\n",
    );
    assert!(recognised(&FORMAT, text) >= 70);
}

#[test]
fn titles_may_be_repeated() {
    let text = "Good?,Why not?,Fair?,Why not?,Why not?\n\
                Response,Open-Ended Response,Response,Open-Ended Response,Open-Ended Response\n\
                Yes,,No,Because of x,y\nNo,Dear,No,,z\n";
    check(&FORMAT, text, "headers 2\nA Good?\nB Why not?\nC Fair?\nD Why not?\nE Why not?\n");
    assert!(recognised(&FORMAT, text) >= 80);
}

#[test]
fn one_row() {
    let text = "Respondent ID,Start Date,Ride?,,,Age?\n1,01/02/20,Bus,,,20-29\n\
                2,01/02/20,Bus,Tram,,30-39\n3,01/03/20,,Tram,,30-39\n";
    check(
        &FORMAT,
        text,
        "headers 1\n\
         meta A id Respondent ID\n\
         meta B time Start Date\n\
         meta E other\n\
         ticks Ride? | C Bus | D Tram\n\
         F Age?\n",
    );
    assert!(recognised(&FORMAT, text) >= 60);
    let text = "Ride?,Unnamed: 1,Unnamed: 2,Unnamed: 3,Age?\nBus,,,,20\nBus,Tram,,,30\n,Tram,Ship,,3\n,,Ship,Foot,4\n";
    check(&FORMAT, text, "headers 1\nticks Ride? | A Bus | B Tram | C Ship | D Foot\nE Age?\n");
    assert_eq!(recognised(&FORMAT, text), 60);
}

#[test]
fn three_rows_of_which_the_first_has_codes() {
    let text = ",,Q1,Q2,,,Q3,,Q4,\n\
                Respondent ID,Collector ID,Age?,Ride?,,,How often?,,Pay?,Pay?\n\
                ,Collector ID,Response,Bus,Tram,Ship,Home,Away,Cash,Card\n\
                1,7,2,1,2,,1,3,1,\n2,7,3,,2,,3,3,1,2\n3,7,3,,2,3,2,1,,2\n";
    check(
        &FORMAT,
        text,
        "headers 3\n\
         meta A id Respondent ID\n\
         meta B id Collector ID\n\
         C Age?\n\
         ticks Ride? | D Bus | E Tram | F Ship\n\
         grid How often?\n  G Home\n  H Away\n\
         ticks Pay? | I Cash | J Card\n\
         notice answers-are-codes -\n",
    );
}

#[test]
fn a_grid_may_be_spread_over_a_column_for_each_row_and_option() {
    let text = "How good?,,,,,,Rate,,\n\
                Bus - Good,Bus - Bad,Bus - N/A,Tram - Good,Tram - Bad,\
                If another one please name it,#NAME?,- Low,#NAME?\n\
                Good,,,,Bad,,High,,\nGood,,,Good,,Ship,,Low,\n,Bad,,Good,,Foot,,,Middle\n";
    check(
        &FORMAT,
        text,
        "headers 2\n\
         grid How good?\n\
         \u{20} single Bus | A Good | B Bad | C N/A\n\
         \u{20} single Tram | D Good | E Bad\n\
         F How good? [If another one please name it]\n\
         single Rate | G High | H Low | I Middle\n\
         notice single-or-checkbox A\n\
         notice single-or-checkbox G\n\
         notice header-became-error G\n",
    );
}

#[test]
fn a_ranking_is_a_grid() {
    let mut text = "Order?,,,Boxes,\nBus,Tram,Ship,City:,Street:\n".to_owned();
    for person in 0..6 {
        let ranks = ["1,2,3", "2,3,1", "3,1,2"][person % 3];
        text += &format!("{ranks},Ulm {person},Way {person}\n");
    }
    check(
        &FORMAT,
        &text,
        "headers 2\n\
         grid Order?\n  A Bus\n  B Tram\n  C Ship\n\
         grid Boxes\n  D City:\n  E Street:\n\
         notice ranking A\n",
    );
}

#[test]
fn too_few_people_to_tell() {
    let text = "Ride?,,\nBus,Tram,Ship\nBus,,\n";
    check(
        &FORMAT,
        text,
        "headers 2\nticks Ride? | A Bus | B Tram | C Ship\nnotice single-or-checkbox A\n",
    );
}

#[test]
fn a_table_of_counts_is_refused() {
    let text =
        "Ride survey,,\nRide?,,\n,Bus,Tram\nQ1: Old,0.5,1\nTotal,0.5,1\n,Answered,2\n,Skipped,0\n";
    check(
        &FORMAT,
        text,
        "headers 3\nmeta A other\nmeta B other\nmeta C other\nproblem counts-not-answers -\n",
    );
    assert_eq!(recognised(&FORMAT, text), 90);
}

#[test]
fn one_row_with_all_options_in_a_cell() {
    let text = "Respondent ID,Collector ID,Start Date,Ride?,Why not?\n\
        1,9,01/02/2024 10:00:00 AM,\"Bus, Tram\",rain\n2,9,01/02/2024 10:01:00 AM,Bus,\n";
    check(
        &FORMAT,
        text,
        "headers 1\nmeta A id Respondent ID\nmeta B id Collector ID\nmeta C time Start Date\n\
         D Ride? (joined)\nE Why not? (joined)\n",
    );
}

#[test]
fn one_row_with_what_was_written_beside_options() {
    let text = "Respondent ID,Collector ID,Ride?,,,\n\
        1,9,Bus,,,by sledge\n2,9,Bus,Tram,,\n3,9,,Tram,Train,on foot\n";
    check(
        &FORMAT,
        text,
        "headers 1\nmeta A id Respondent ID\nmeta B id Collector ID\n\
         ticks Ride? | C Bus | D Tram | E Train | other F\n",
    );
}

#[test]
fn other_tables_are_not_taken() {
    for text in [
        "",
        "a\n",
        "Timestamp,Ride?,Why?\n1/2/2020 10:00:00,Bus,x\n1/2/2020 10:00:00,\"Bus, Tram\",y\n",
        "id,name\n1,Response\n2,Antworten\n",
        "a,b,c\nYes,Yes,Yes\nYes,Yes,Yes\n",
        "a,,,\nx,,,\ny,,,\n",
        "Start Date,End Date,Email Address\n1,2,3\n",
    ] {
        assert_eq!(recognised(&FORMAT, text), 0, "{text:?}");
    }
}

#[test]
fn strange_headers_end_in_a_layout() {
    for text in [
        "",
        "a",
        ",,\n,,\n,x,\n",
        "Response\nResponse\nResponse\n",
        "q,q,q\nq,q,q\nq,q,q\n",
        ",Response\n1,2,3,4\n",
    ] {
        let sheet = super::super::trial::sheet(text.as_bytes());
        super::super::trial::every_column_once(&sheet, &(FORMAT.lay_out)(&sheet));
    }
}
