import { either, except, folded, worded, type Vocabulary } from './vocabulary.ts';

/** What rarely sent statuses are for, by the words that speak of it. Sources: RFC 9110, 15.5 and 15.6; RFC 4918; RFC 6585; RFC 7725; RFC 8470. */
export const SPOKEN_OF: Readonly<Record<number, Vocabulary>> = {
  402: either(
    except(folded('*pay*'), folded('*payload*')),
    folded(
      '*{paid,bill,invoice,charge,subscri,plan,trial,credit,balance,fund,wallet,price,premium,license,licence}*',
      '*{quota,checkout,card,money,coin,afford}*',
    ),
  ),
  406: folded('*{accept,negotiat,format,language,charset,encoding}*'),
  407: folded('*proxy*'),
  408: folded('*{time,slow,late,abort}*'),
  410: folded('*{gone,delet,remov,expir,archiv,old,retired,deprecat,former,revok,used,clos,end}*'),
  411: folded('*length*'),
  412: folded('*{match,etag,version,revision,modified,condition,stale}*'),
  413: folded('*{size,large,big,long,limit,max,length}*'),
  414: folded('*{long,length,uri,url}*'),
  415: folded('*{type,mime,media,format,encoding,charset,extension}*'),
  416: folded('*{range,byte,offset,chunk}*'),
  417: folded('*expect*'),
  421: folded('*{host,domain,authority,tenant}*'),
  423: folded('*{lock,busy,progress,hold,freez,frozen,suspend,ban,block}*'),
  424: folded('*{depend,requires}*'),
  425: folded('*{early,replay,soon}*'),
  426: folded('*{upgrade,version,tls,protocol,https,websocket}*'),
  428: folded('*{match,etag,version,condition,consent,confirm,header}*'),
  431: folded('*{header,cookie}*'),
  451: either(folded('*{legal,law,court,region,country,geo,gdpr,copyright,dmca,censor}*'), worded('age')),
  501: folded('*{implement,support,enable,disable,feature,configur,available}*'),
  505: folded('*version*'),
  507: folded('*{storage,space,disk,quota,memory,full}*'),
  508: folded('*{loop,recurs,cycl}*'),
  511: folded('*{network,portal}*'),
};
