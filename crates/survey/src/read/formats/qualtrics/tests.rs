use super::super::trial::check;
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
        "x",
    );
}
