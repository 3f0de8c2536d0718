"""The grammar of values: what each writing gives."""

from __future__ import annotations

import pytest

from extractors.values import Found, values

DURATIONS = [
    ("Recertify every 12 months", "duration = P12M"),
    ("The badge lapses after two years", "duration = P2Y"),
    ("Access lasts 365 days from purchase", "duration = P365D"),
    ("Partners are reviewed annually", "duration = P1Y"),
    ("Renews annually on your anniversary date", "duration = P1Y"),
    ("An annual review takes place", "duration = P1Y"),
    ("Submit evidence within 30 days of the audit", "duration <= P30D"),
    ("a 24-month validity period", "duration = P24M [validity period]"),
    ("You have 90 minutes to finish", "duration = PT90M"),
    ("There is a 45-day renewal window", "duration = P45D [renewal window]"),
    ("Allow 10 business days", "duration = P10D business days"),
    ("Allow up to five (5) working days for review", "duration <= P5D business days"),
    ("an 18-month period", "duration = P18M [period]"),
    ("revenue of the trailing 12 months", "duration = P12M"),
    ("reported per quarter", "duration = P3M"),
    ("The exam takes 1 hour 30 minutes", "duration = PT1H30M"),
    ("valid for 2 years and 6 months", "duration = P2Y6M"),
    ("one and a half years", "duration = P18M"),
    ("1.5 years of practice", "duration = P18M"),
    ("1.5 hours of video", "duration = PT90M"),
    ("2 ½ hours", "duration = PT150M"),
    ("a two-year term", "duration = P2Y [term]"),
    ("two-to-three years", "duration between P2Y..P3Y"),
    ("3–6 months", "duration between P3M..P6M"),
    ("6 to 8 hours of study", "duration between PT6H..PT8H"),
    ("between 30 and 60 days", "duration between P30D..P60D"),
    ("retakes after 24h", "duration = PT24H"),
    ("a 90min exam", "duration = PT90M"),
    ("about 135 minutes of seat time", "duration = PT135M"),
    ("every other year", "duration = P2Y"),
    ("every two years", "duration = P2Y"),
    ("every second year", "duration = P2Y"),
    ("at least once a year", "duration >= P1Y"),
    ("at least once every two years", "duration >= P2Y"),
    ("once every three years", "duration = P3Y"),
    ("every quarter", "duration = P3M"),
    ("each fiscal year", "duration = P1Y"),
    ("on a quarterly basis", "duration = P3M"),
    ("on a daily basis", "duration = P1D"),
    ("biennially", "duration = P2Y"),
    ("a semi-annual scorecard", "duration = P6M"),
    ("Scores refresh monthly", "duration = P1M"),
    ("audited bi-annually", "duration = bi-annually ambiguous"),
    ("a biannual business review", "duration = biannual ambiguous"),
    ("a bi-monthly newsletter", "duration = bi-monthly ambiguous"),
    ("within one year of enrollment", "duration <= P1Y"),
    ("within a year", "duration <= P1Y"),
    ("for at least a month", "duration >= P1M"),
    ("no longer than 6 weeks", "duration <= P6W"),
    ("a minimum of six months", "duration >= P6M"),
    ("more than 24 hours before the exam", "duration > PT24H"),
    ("cancel up to 24 hours before the appointment", "duration >= PT24H"),
    ("10 or more days ahead", "duration >= P10D"),
    ("5+ years of experience", "duration >= P5Y"),
    ("three years or more", "duration >= P3Y"),
    ("30 calendar days", "duration = P30D"),
    ("30 consecutive days", "duration = P30D"),
    ("14, then 30, then 90 days", "duration = P14D; duration = P30D; duration = P90D"),
    ("30, 60 or 90 days", "duration = P30D; duration = P60D; duration = P90D"),
    ("over the last 12 months", "duration = P12M"),
    ("in the past year", "duration = P1Y"),
    ("during the previous two quarters", "duration = P6M"),
    ("the trailing 12-month period", "duration = P12M [period]"),
    ("a rolling 36 months", "duration = P36M"),
    ("extended from 6 to 12 months", "duration = P12M"),
    ("thirty (30) days", "duration = P30D"),
    ("60 (sixty) days", "duration = P60D"),
    ("twelve months", "duration = P12M"),
    ("6 mos", "duration = P6M"),
    ("2 yrs", "duration = P2Y"),
    ("half-yearly", "duration = P6M"),
    ("after 12 month(s)", "duration = P12M"),
    ("12 months’ notice", "duration = P12M"),
    ("Valid: 3 years", "duration = P3Y"),
    ("Duration: 120 min", "duration = PT120M"),
    ("maximum duration: 12 months", "duration <= P12M"),
    ("per annum", "duration = P1Y"),
    ("40 hours of training annually", "duration = PT40H /P1Y; duration = P1Y"),
    ("16 hours per year", "duration = PT16H /P1Y"),
    ("one year (12 months)", "duration = P1Y"),
    ("valid for 12-24 months", "duration between P12M..P24M"),
    ("7 to 10 days", "duration between P7D..P10D"),
    ("a two-week sprint", "duration = P2W [sprint]"),
    ("a 5-business-day turnaround", "duration = P5D business days [turnaround]"),
    ("within the previous 6 months", "duration = P6M"),
    ("every 18 months", "duration = P18M"),
    ("the previous months", ""),
    ("within seven (7) calendar days", "duration <= P7D"),
    ("thirty-six months", "duration = P36M"),
    ("less than three weeks", "duration < P3W"),
    ("not later than 14 days after the decision", "duration <= P14D"),
]

COUNTS = [
    ("at least ten certified individuals", "count >= 10 people [certified individuals]"),
    ("a minimum of 25 certified consultants", "count >= 25 people [certified consultants]"),
    ("minimum 3 projects", "count >= 3 projects [projects]"),
    ("4 Required (minimum 2 technical)", "count >= 4 (minimum 2 technical)"),
    (
        "25 Required (Minimum 10 Professional or Specialty)",
        "count >= 25 (Minimum 10 Professional or Specialty)",
    ),
    ("between 3 and 5 references", "count between 3..5 references [references]"),
    ("3-5 customer references", "count between 3..5 references [customer references]"),
    ("3 – 5 customers", "count between 3..5 customers [customers]"),
    ("three to five deployments", "count between 3..5 deployments [deployments]"),
    ("from 10 to 20 students", "count between 10..20 students [students]"),
    ("up to 20 attempts", "count <= 20 attempts [attempts]"),
    ("more than 50 employees", "count > 50 people [employees]"),
    ("no more than two attempts", "count <= 2 attempts [attempts]"),
    ("not more than 3 retakes", "count <= 3 retakes [retakes]"),
    ("fewer than 10 questions", "count < 10 questions [questions]"),
    ("over 1,200 partners", "count > 1200 partners [partners]"),
    ("10+ certified developers", "count >= 10 people [certified developers]"),
    ("ten (10) certified engineers", "count = 10 people [certified engineers]"),
    ("2 (two) case studies", "count = 2 studies [case studies]"),
    ("25 or more certified people", "count >= 25 people [certified people]"),
    ("two or more specializations", "count >= 2 specializations [specializations]"),
    ("one or more certifications", "count >= 1 certifications [certifications]"),
    ("one of the following", ""),
    ("at least one of the following", "count >= 1"),
    ("two of the following courses", "count = 2 courses [courses]"),
    ("a partner", ""),
    ("an exam", ""),
    ("one certification exam", "count = 1 certifications [certification]"),
    ("this one is new", ""),
    ("one can see", ""),
    ("one-time setup", ""),
    ("one-on-one coaching", ""),
    ("no one passed", ""),
    ("Only one attempt is allowed", "count <= 1 attempt [attempt]"),
    ("1,000 people", "count = 1000 people [people]"),
    ("12,500 certified professionals", "count = 12500 people [certified professionals]"),
    ("300K consultants", "count = 300000 people [consultants]"),
    ("1.5 million learners", "count = 1500000 learners [learners]"),
    ("2.3m users", "count = 2300000 users [users]"),
    ("three hundred thousand certified consultants", "count = 300000 people [certified consultants]"),
    ("one hundred and twenty partners", "count = 120 partners [partners]"),
    ("twenty-five engineers", "count = 25 people [engineers]"),
    ("two dozen architects", "count = 24 people [architects]"),
    ("half a million developers", "count = 500000 people [developers]"),
    ("a million learners", "count = 1000000 learners [learners]"),
    ("two thousand five hundred members", "count = 2500 people [members]"),
    ("twelve hundred partners", "count = 1200 partners [partners]"),
    ("six net customer adds", "count = 6 customers [net customer adds]"),
    ("10 net new customers", "count = 10 customers [net new customers]"),
    ("five qualifying deployments", "count = 5 deployments [qualifying deployments]"),
    ("3 sales and technical certifications", "count = 3 certifications [sales and technical certifications]"),
    (
        "60 multiple-choice and multiple-response items",
        "count = 60 items [multiple-choice and multiple-response items]",
    ),
    ("65 questions", "count = 65 questions [questions]"),
    ("53 scored questions", "count = 53 questions [scored questions]"),
    ("20 points", "points = 20 points [points]"),
    ("a maximum of 20 points", "points <= 20 points [points]"),
    ("up to a maximum of 40 points", "points <= 40 points [points]"),
    ("one point", "points = 1 points [point]"),
    ("6.6 points each", "points = 6.6 points [points]"),
    ("zero points", "points = 0 points [points]"),
    (
        "Each deployment contributes two points, up to a maximum of 10 points.",
        "points = 2 points [points]; points <= 10 points [points]",
    ),
    ("must employ 2 full-time equivalents", "count = 2 equivalents [full-time equivalents]"),
    ("six individuals", "count = 6 people [individuals]"),
    ("4 consultants certified in data engineering", "count = 4 people [consultants]"),
    ("two people with the associate certificate", "count = 2 people [people]"),
    ("three customer references that show results", "count = 3 references [customer references]"),
    ("five Azure Solutions Architects", "count = 5 people [Azure Solutions Architects]"),
    ("three Microsoft 365 deployments", "count = 3 deployments [Microsoft 365 deployments]"),
    ("two AZ-104 holders", "count = 2 people [AZ-104 holders]"),
    ("Gold: 25", "count = 25"),
    ("25", "count = 25"),
    ("10 minimum", "count >= 10"),
    ("100 customers minimum", "count >= 100 customers [customers]"),
    ("exactly 4 modules", "count = 4 modules [modules]"),
    ("a total of 12 credits", "count = 12 credits [credits]"),
    ("at most four attempts per exam per rolling 12 months", "count <= 4 attempts [attempts] /P12M"),
    ("two registrations per fiscal quarter", "count = 2 registrations [registrations] /P3M"),
    ("5 attempts per year", "count = 5 attempts [attempts] /P1Y"),
    ("once per step", "count = 1 times"),
    ("twice a year", "count = 2 times /P1Y"),
    ("three times a year", "count = 3 times [times] /P1Y"),
    ("fivefold growth", "count = 5 times [fivefold]"),
    ("a two-line summary", "count = 2 line [line]"),
    ("a five-tier program", "count = 5 tier [tier]"),
    ("2 sets of questions", "count = 2 sets [sets]"),
    ("two employee(s)", "count = 2 people [employee(s)]"),
    ("min. 5 certified staff", "count >= 5 people [certified staff]"),
    ("max. 3 attempts", "count <= 3 attempts [attempts]"),
    ("≥ 10 practitioners", "count >= 10 people [practitioners]"),
    ("> 5 projects", "count > 5 projects [projects]"),
    ("<= 3 incidents", "count <= 3 incidents [incidents]"),
    ("not less than 8 projects", "count >= 8 projects [projects]"),
    ("no fewer than four certified sellers", "count >= 4 people [certified sellers]"),
    ("as many as 15 seats", "count <= 15 seats [seats]"),
    ("an average of two (2) registrations per quarter", "count = 2 registrations [registrations] /P3M"),
    ("10 customers in the last 12 months", "count = 10 customers [customers] /P12M; duration = P12M"),
    ("at least two of your consultants", "count >= 2 people [consultants]"),
    ("three public customer references", "count = 3 references [public customer references]"),
    ("3 of the 5 modules", "count = 3..5 modules [modules]"),
    ("15 technical trainings completed", "count = 15 trainings [technical trainings]"),
    ("7 out of 10 questions", "count = 7..10 questions [questions]"),
    ("50 seats or more", "count >= 50 seats [seats]"),
    ("4 or 5 interviews", "count between 4..5 interviews [interviews]"),
    ("one or two references", "count between 1..2 references [references]"),
    (
        "two, three or four projects",
        "count = 2 projects [projects]; count = 3 projects [projects]; count = 4 projects [projects]",
    ),
    (
        "at least 4 (four) certified individuals who passed within the last 24 months",
        "count >= 4 people [certified individuals] /P24M; duration = P24M",
    ),
    (
        "2 attempts (up to 3 with approval) per year",
        "count = 2 attempts [attempts] /P1Y (up to 3 with approval)",
    ),
    ("a total of 6 new deployments", "count = 6 deployments [new deployments]"),
    ("400,000 K-12 educators", "count = 400000 people [K-12 educators]"),
    ("for 2000 points", "points = 2000 points [points]"),
    ("2,5 million", "count = 2500000"),
    (
        "more than 19,000 registered reseller partners",
        "count > 19000 partners [registered reseller partners]",
    ),
    ("capped at 100 users", "count <= 100 users [users]"),
    ("each of the six solution areas", "count = 6 areas [solution areas]"),
    ("approximately 3,000 partners", "count = 3000 partners [partners]"),
    ("3,000+ partners", "count >= 3000 partners [partners]"),
    ("at least 1 certification in each area", "count >= 1 certifications [certification]"),
    ("Steps 1 and 2", ""),
    ("1 of 7", "count = 1..7"),
    ("one of two tracks", "count = 2 tracks [tracks]"),
    ("the four exams", "count = 4 exams [exams]"),
    ("minimum 5, maximum 10", "count >= 5; count <= 10"),
]

SCORES = [
    ("70 of 100 points", "score = 70..100 points [points]"),
    ("70 out of 100", "score = 70..100 points"),
    ("at least 70 of 100 points", "score >= 70..100 points [points]"),
    ("a score of 720 on a scale of 100-1,000", "score = 720..1000 points; score between 100..1000 points"),
    ("720 on a scaled range of 100 to 1,000", "score = 720..1000 points; score between 100..1000 points"),
    ("Passing score: 750/1000", "score = 750..1000 points"),
    ("passing score of 700", "score = 700 points"),
    ("Passing score | 720", "score = 720 points"),
    ("a score of 70%", "score = 70 percent"),
    ("minimum passing score of 70%", "score >= 70 percent"),
    ("a passing mark of 65 percent", "score = 65 percent"),
    ("with 720 required to pass", "score >= 720 points"),
    ("scored from 100 to 1000", "score between 100..1000 points"),
    ("a CSAT of 4.5 out of 5", "score = 4.5..5 points"),
]

PERCENTAGES = [
    ("20% discount", "percent = 20 percent [discount]"),
    ("at least 15% of these paid seats", "percent >= 15 percent [paid seats]"),
    ("50 percent", "percent = 50 percent"),
    ("fifty per cent", "percent = 50 percent"),
    ("10-15%", "percent between 10..15 percent"),
    ("between 10% and 20%", "percent between 10..20 percent"),
    ("up to 30% off", "percent <= 30 percent"),
    ("12.5%", "percent = 12.5 percent"),
    ("a growth of more than 7.5%", "percent > 7.5 percent"),
    ("100 % of staff", "percent = 100 percent [staff]"),
    ("2 percentage points", "percent = 2 percentage points"),
]

MONEY = [
    ("$150 million", "money = 150000000 USD"),
    ("an initial $100 million", "money = 100000000 USD"),
    ("USD 4,730", "money = 4730 USD"),
    ("4,730 USD", "money = 4730 USD"),
    ("€2.500", "money = 2500 EUR"),
    ("€ 2.500,50", "money = 2500.5 EUR"),
    ("2.500 €", "money = 2500 EUR"),
    ("US$ 99", "money = 99 USD"),
    ("US$99", "money = 99 USD"),
    ("AUD$450", "money = 450 AUD"),
    ("A$ 450", "money = 450 AUD"),
    ("C$75", "money = 75 CAD"),
    ("£1,200", "money = 1200 GBP"),
    ("£1,200.50", "money = 1200.5 GBP"),
    ("150 million dollars", "money = 150000000 USD"),
    ("two million dollars", "money = 2000000 USD"),
    ("$99/year", "money = 99 USD /P1Y"),
    ("$99 per year", "money = 99 USD /P1Y"),
    ("$99 a year", "money = 99 USD /P1Y"),
    ("$99 annually", "money = 99 USD /P1Y"),
    ("$30 per user per month", "money = 30 USD /P1M"),
    ("$3,000 every 12 months", "money = 3000 USD /P12M"),
    ("$50k", "money = 50000 USD"),
    ("$2.5bn", "money = 2500000000 USD"),
    ("$1.2B", "money = 1200000000 USD"),
    ("$300K-$500K", "money between 300000..500000 USD"),
    ("$5-10 million", "money between 5000000..10000000 USD"),
    ("between $5,000 and $10,000", "money between 5000..10000 USD"),
    ("from $99 to $199", "money between 99..199 USD"),
    ("up to $10,000", "money <= 10000 USD"),
    ("at least USD1,000", "money >= 1000 USD"),
    ("a minimum of $300K ARR bookings per year", "money >= 300000 USD [ARR bookings] /P1Y"),
    ("more than EUR 1 million", "money > 1000000 EUR"),
    ("500 kr", "money = 500 kr"),
    ("kr 500", "money = 500 kr"),
    ("¥5000", "money = 5000 JPY"),
    ("￥10,000", "money = 10000 JPY"),
    ("CN¥300", "money = 300 CNY"),
    ("CHF 300", "money = 300 CHF"),
    ("CHF 1'250", "money = 1250 CHF"),
    ("125 EUR", "money = 125 EUR"),
    ("99 euros", "money = 99 EUR"),
    ("50 pounds", "money = 50 GBP"),
    ("₹10 lakh", "money = 1000000 INR"),
    ("INR 1,00,000", "money = 100000 INR"),
    ("R$ 250", "money = 250 BRL"),
    ("1 250 000 €", "money = 1250000 EUR"),
    ("Annual fee: $4,730", "money = 4730 USD /P1Y"),
    ("The annual membership fee is USD 895", "money = 895 USD /P1Y"),
    ("$99 annual fee", "money = 99 USD [annual fee] /P1Y"),
    ("a 90-day spend of $10,000", "duration = P90D [spend]; money = 10000 USD /P90D"),
    ("$12,000 in the last 12 months", "money = 12000 USD /P12M; duration = P12M"),
    ("$500 USD or more in 90 days", "money >= 500 USD /P90D; duration = P90D"),
    ("free of charge", "money = 0"),
    ("at no additional cost", "money = 0"),
    ("The exam is free", "money = 0"),
    ("no charge applies", "money = 0"),
    ("USD1000 in trailing 12 months revenue", "money = 1000 USD /P12M; duration = P12M"),
    ("USD 100 (one hundred)", "money = 100 USD"),
    ("US$1.5 billion", "money = 1500000000 USD"),
    ("a $100 monthly credit", "money = 100 USD /P1M"),
    ("Annual revenue of at least $1M", "money >= 1000000 USD /P1Y"),
    ("$1,000,000.00", "money = 1000000 USD"),
    ("more than $3 billion", "money > 3000000000 USD"),
    ("fees of 2,500 GBP", "money = 2500 GBP"),
    ("without any extra cost", "money = 0"),
    ("membership is free of charge", "money = 0"),
    ("an investment of 20 million US dollars", "money = 20000000 USD"),
    ("$300–$500 per exam", "money between 300..500 USD"),
]

DATES = [
    ("by December 31, 2026", "date <= 2026-12-31"),
    ("31.12.2026", "date = 2026-12-31"),
    ("31. 12. 2026", "date = 2026-12-31"),
    ("2026-12-31", "date = 2026-12-31"),
    ("2026/12/31", "date = 2026-12-31"),
    ("31/12/2026", "date = 2026-12-31"),
    ("12/31/2026", "date = 2026-12-31"),
    ("12/31/26", "date = 2026-12-31"),
    ("5/5/2026", "date = 2026-05-05"),
    ("01/02/2027", "date = 01/02/2027 ambiguous"),
    ("31 December 2026", "date = 2026-12-31"),
    ("31st of December 2026", "date = 2026-12-31"),
    ("December 31st, 2026", "date = 2026-12-31"),
    ("Dec. 31, 2026", "date = 2026-12-31"),
    ("Dec 31 2026", "date = 2026-12-31"),
    ("31-Dec-2026", "date = 2026-12-31"),
    ("December 2026", "date = 2026-12"),
    ("Dec 2026", "date = 2026-12"),
    ("May 2026", "date = 2026-05"),
    ("on 5 May 2026", "date = 2026-05-05"),
    ("Sept. 2026", "date = 2026-09"),
    ("Q4 FY26", "date = FY2026-Q4"),
    ("FY26 Q4", "date = FY2026-Q4"),
    ("FY2026", "date = FY2026"),
    ("FY26", "date = FY2026"),
    ("fiscal year 2027", "date = FY2027"),
    ("Q4 2026", "date = 2026-Q4"),
    ("Q1/2027", "date = 2027-Q1"),
    ("2026 Q4", "date = 2026-Q4"),
    ("H1 2026", "date = 2026-H1"),
    ("fourth quarter of 2026", "date = 2026-Q4"),
    ("first half of 2027", "date = 2027-H1"),
    ("end of 2026", "date = 2026-12-31"),
    ("by the end of 2026", "date <= 2026-12-31"),
    ("by end of June 2020", "date <= 2020-06-30"),
    ("end of Q1 2027", "date = 2027-03-31"),
    ("beginning of 2027", "date = 2027-01-01"),
    ("by the end of the year", ""),
    ("by year-end 2026", "date <= 2026-12-31"),
    ("until September 30, 2026", "date <= 2026-09-30"),
    ("through August 31, 2026", "date <= 2026-08-31"),
    ("before July 1, 2026", "date < 2026-07-01"),
    ("no later than 15 March 2027", "date <= 2027-03-15"),
    ("starting January 2026", "date >= 2026-01"),
    ("effective April 1, 2024", "date >= 2024-04-01"),
    ("as of 1 October 2025", "date >= 2025-10-01"),
    ("since 2019", "date >= 2019"),
    ("in 2026", "date = 2026"),
    ("by 2030", "date <= 2030"),
    ("August 2025-February 2026", "date between 2025-08..2026-02"),
    ("from 1 January 2026 to 31 March 2026", "date between 2026-01-01..2026-03-31"),
    (
        "300,000 certified consultants by December 31, 2026",
        "count = 300000 people [certified consultants] by 2026-12-31; date <= 2026-12-31",
    ),
    (
        "300,000 certified consultants by the end of 2026",
        "count = 300000 people [certified consultants] by 2026-12-31; date <= 2026-12-31",
    ),
    (
        "By the end of 2026, 300,000 certified consultants",
        "date <= 2026-12-31; count = 300000 people [certified consultants] by 2026-12-31",
    ),
    (
        "Through August 31, 2026, members get 50% off",
        "date <= 2026-08-31; percent = 50 percent by 2026-08-31",
    ),
    (
        "Beginning April 1, 2024, resellers need a minimum of USD 1000",
        "date >= 2024-04-01; money >= 1000 USD by 2024-04-01",
    ),
    ("certify 10 million people by 2030", "count = 10000000 people [people] by 2030; date <= 2030"),
    ("$100 million for 2026", "money = 100000000 USD by 2026; date = 2026"),
    ("2026-10-15T08:30:00Z", "date = 2026-10-15"),
    ("August 31", ""),
    ("the 20th of every month", "duration = P1M"),
    ("February 30, 2026", ""),
    ("between January 1 and March 31, 2026", "date between 2026-01-01..2026-03-31"),
    ("1 January to 31 March 2026", "date between 2026-01-01..2026-03-31"),
    ("December 1-5, 2026", "date between 2026-12-01..2026-12-05"),
    ("1-5 December 2026", "date between 2026-12-01..2026-12-05"),
    ("in Q4 of FY26", "date = FY2026-Q4"),
    ("early 2024", "date = 2024"),
    ("late 2025", "date = 2025"),
    ("mid-2026", "date = 2026"),
    ("the latter half of 2024", "date = 2024-H2"),
]

NOT_VALUES = [
    "v2.1",
    "version 3",
    "TLS 1.2",
    "ISO 27001",
    "ISO/IEC 27001:2022",
    "SOC 2",
    "Windows Server 2022",
    "Microsoft 365",
    "Office 365",
    "Dynamics 365",
    "AZ-104",
    "exam SC-900",
    "GPT-4",
    "Claude 3.5",
    "Python 3.12",
    "24/7 support",
    "24x7",
    "Level 2",
    "Step 3",
    "Phase 1",
    "Tier 1",
    "see note (1)",
    "note [2]",
    "+1 (425) 555-0100",
    "(425) 555-0100",
    "425-555-0100",
    "3.1. Scope",
    "3.1 Scope of the program",
    "1. Enroll",
    "2) Pay",
    "Fortune 500",
    "top 10",
    "Web 2.0",
    "C3",
    "B2B",
    "K-12",
    "401(k)",
    "https://example.com/2026/05/10?page=5",
    "www.example.com/12",
    "5:00 PM",
    "17:30",
    "9 a.m.",
    "© 2026 Example",
    "Copyright 2026",
    "2026 Partner Guide",
    "Partner of the Year 2025",
    "the 2024 edition",
    "you may march on",
    "May we help",
    "the first year",
    "the other half",
    "Section 4",
    "No. 5",
    "page 12",
    "IPv6",
    "S3",
    "EC2",
    "10x",
    "5G",
    "3D",
    "1st",
    "2nd place",
    "RFC 9309",
    "192.168.1.10",
    "1.2.3",
    "H2O",
    "once again",
    "every partner",
    "per partner",
    "an hourglass",
    "someone",
    "annualized",
    "the second",
    "free text search",
]


def shown(found: Found) -> str:
    """One line a person can check.

    Type, comparator, value..value_max, unit, [noun], /per, by due, (condition).
    """
    return " ".join(
        part
        for part in (
            found.type,
            str(found.comparator),
            str(found.value) if found.value_max is None else f"{found.value}..{found.value_max}",
            found.unit or "",
            f"[{found.noun}]" if found.noun else "",
            f"/{found.per}" if found.per else "",
            f"by {found.due}" if found.due else "",
            f"({found.condition})" if found.condition else "",
        )
        if part
    )


def read(text: str, language: str | None = None) -> str:
    """All values of a text, shown."""
    return "; ".join(shown(found) for found in values(text, language))


@pytest.mark.parametrize(("text", "expected"), DURATIONS)
def test_durations(text: str, expected: str) -> None:
    """A length of time is an ISO 8601 duration, whether counted, spelled, hyphenated or a rhythm."""
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: str) -> None:
    """A count has its comparator, its noun in page words, and the unit that this noun's head stands for."""
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), SCORES)
def test_scores(text: str, expected: str) -> None:
    """A score has what it is out of as its greatest value, and a scale is a range."""
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), PERCENTAGES)
def test_percentages(text: str, expected: str) -> None:
    """A percentage is a number with the unit percent, and the noun is what it is a share of."""
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), MONEY)
def test_money(text: str, expected: str) -> None:
    """Money has an ISO 4217 code as unit, in whichever writing, and a period where it is a rate."""
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    """A date is as precise as written, is due where words bind it to a value.

    And stays as written when ambiguous.
    """
    assert read(text) == expected


@pytest.mark.parametrize("text", NOT_VALUES)
def test_not_values(text: str) -> None:
    """Names, versions, marks, addresses, times of day and pronouns hold no value."""
    assert values(text) == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.000 people", "en", "count = 1 people [people]"),
        ("1.000 people", "de", "count = 1000 people [people]"),
        ("1.000,50 EUR", "de-AT", "money = 1000.5 EUR"),
        ("2,5 million people", "fr", "count = 2500000 people [people]"),
        ("01/02/2027", "fr", "date = 2027-02-01"),
        ("01/02/2027", "en-US", "date = 01/02/2027 ambiguous"),
        ("01/02/2027", None, "date = 01/02/2027 ambiguous"),
        ("12 months", "xx-unknown", "duration = P12M"),
    ],
)
def test_language(text: str, language: str | None, expected: str) -> None:
    """The page's language decides what a point in a number and the order of a date's pieces mean."""
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("You need at least ten certified individuals.", ["at least ten certified individuals"]),
        ("Renew within 30 days of the mail.", ["within 30 days"]),
        ("The fee is $99 per year, due by May 5, 2026.", ["$99 per year", "due by May 5, 2026"]),
        ("Tier: 4 Required (minimum 2 technical) and more", ["4 Required (minimum 2 technical)"]),
        ("between 3 and 5 references", ["between 3 and 5 references"]),
        ("Reviewed in the last 12 months, every quarter", ["in the last 12 months", "every quarter"]),
        ("a minimum passing score of 70% applies", ["minimum passing score of 70%"]),
        ("İstanbul ﬁnds 25 partners", ["25 partners"]),
        ("Gold | 25 people | $99", ["25 people", "$99"]),
        ("25\npeople", ["25"]),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    """The offsets hold the value with its comparator words and its counted noun, and no line end."""
    assert [text[found.start : found.end] for found in values(text)] == spans


def test_rates_reach_back_in_their_sentence_only() -> None:
    """A period binds to the value before it in the same sentence, not across its end."""
    text = "Show 10 customers added in the last 12 months. Pay $99. Audits happen every 12 months."
    assert [found.per for found in values(text)] == ["P12M", None, None, None]


def test_due_dates_bind_to_the_nearest_value() -> None:
    """A date behind several values is the due date of the last one."""
    text = "Of 500 partners, 300 certified firms by June 30, 2027"
    assert [found.due for found in values(text)] == [None, "2027-06-30", None]
