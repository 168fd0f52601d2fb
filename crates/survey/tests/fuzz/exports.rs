//! Small synthetic exports, one or two for each reader: what the mutations begin with.

/// An export as text, with the reader it is for.
pub(crate) const EXPORTS: [(&str, &str); 11] = [
    (
        "google-forms",
        "Timestamp,What is your role?,\"Which parts, if any?\",How many?,How likely are you to recommend it?,Why?,Rate [Speed],Rate [Looks]\n\
      2026/01/02 10:00:00 AM GMT+1,Builder,\"Build, Test\",3,9,it is fast and I like it,Good,Bad\n\
      2026/01/02 10:01:00 AM GMT+1,Consumer,Build,8-10,7,,Bad,Bad\n\
      2026/01/02 10:02:00 AM GMT+1,Consumer,\"Build, Deploy, then run\",100+,10,because of the others,Good,\n\
      2026/01/02 10:03:00 AM GMT+1,Leader,Test,,2,no idea at all really,Good,Good\n",
    ),
    (
        "google-forms",
        "\"Timestamp\",\"Which parts?\",\"Sure?\"\n\"2026/01/02 10:00:00\",\"Build;Test\",\"Yes\"\n\"2026/01/02 10:01:00\",\"Build\",\"No\"\n\"2026/01/02 10:02:00\",\"Test;Build\",\"Yes\"\n",
    ),
    (
        "surveymonkey",
        "Respondent ID,Collector ID,Start Date,Ride?,,,Why?,Age?,,Notes\n\
      ,,,Bus,Tram,Other (please specify),Open-Ended Response,Young,Old,Open-Ended Response\n\
      10,7,01/02/2020 10:00,Bus,Tram,,Because,Young,,\n\
      11,7,01/02/2020 10:01,,Tram,Sledge,Because,,Old,fine\n\
      12,7,01/02/2020 10:02,Bus,,,,Young,,\n",
    ),
    (
        "alchemer",
        "Time Started,Status,How: in short?,Other - Write In:How: in short?,A:Which?,B:Which?,City\n\
      2020-01-01 10:00,Complete,By train,,A,,Ulm\n\
      2020-01-01 10:05,Partial,Other - Write In,By boat,A,B,Bonn\n",
    ),
    (
        "qualtrics",
        "StartDate,ResponseId,Q1,Q1_3_TEXT,Q2_1,Q2_2,Q3,score\n\
      Start,Id,Pet? - Selected Choice,Pet? - Other - Text,Food? - Selected Choice - Hay,Food? - Selected Choice - Half-hay,Why?,score\n\
      \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID1_3_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_2\"\"}\",\"{\"\"ImportId\"\":\"\"QID3_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"score\"\"}\"\n\
      2020-01-01 10:00:00,R_1,Other,Newt,1,,So,1\n\
      2020-01-01 10:00:00,R_2,Cat,,1,1,,2\n",
    ),
    (
        "limesurvey",
        "Response ID,Date submitted,Last page,Start language,Age?,Which? [Go],Which? [C],Which? [Other],Rate [Speed],Rate [Looks]\n\
      1,2026-03-01 10:00:00,2,en,30,Yes,No,,4,5\n\
      2,2026-03-01 10:01:00,2,en,N/A,No,Yes,Zig,3,3\n",
    ),
    (
        "microsoft-forms",
        "ID,Start time,Completion time,Email,Name,Last modified time,Tools?,Why?,Why?2,Top 10\n\
      1,2026-03-01T09:12:35,2026-03-01T09:14:00,anonymous,,,a;b;,x;y,,4\n\
      3,2026-03-01T09:12:35,2026-03-01T09:14:00,anonymous,,,a;,z,w,5\n",
    ),
    (
        "typeform",
        "#,How old are you?,Go,C,Rust,Other,Why?,Start Date (UTC),Submit Date (UTC),Network ID\n\
      a,30,Go,,Rust,,so,2026-03-01 09:00:00,2026-03-01 09:01:00,n1\n\
      b,31,,,,Ada,,2026-03-01 09:00:00,2026-03-01 09:01:00,n2\n",
    ),
    (
        "formbricks",
        "No.,Response ID,Timestamp,Finished,Survey ID,Formbricks User ID,User ID,Notes,Tags,1. Tools?,1. Tools? - Option ID,2. Rate - us - Speed,2. Rate - us - Looks,3. Why?,plan\n\
      1,r1,2026-03-01 09:12:35,Yes,s,,,,,a; b,\"i1, i2\",Good,Bad,'=so; then,pro\n\
      2,r2,2026-03-01 09:12:35,Yes,s,,,,,a,i1,Bad,Bad,x,\n",
    ),
    (
        "plain",
        "role;parts;agree\nBuilder;\"a; b\";Strongly agree\nLeader;a;Neither agree nor disagree\nBuilder;b;Disagree\n",
    ),
    ("plain", "caf\u{e9}\tage\tscore\nja\t20-29\t1 - low\nnein\t100+\t5\nja\t~20\t5 - high\n"),
];

/// Pieces that files trip over.
pub(crate) const PIECES: [&[u8]; 32] = [
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3",
    b"\xe9",
    b"\x8e",
    b" ",
    b",,,,,,,,",
    b"\n\n\n",
    b"-",
    b"1e999",
    b"NaN",
    b"99999999999999999999",
    b"-0",
    b"8-10",
    b"100+",
    b"~",
    b"()",
    b"Other",
    b"=cmd()",
    b"[a] [b]",
    b"\xf0\x9f\x98\x80",
    b"\xe2\x80\xae",
];
