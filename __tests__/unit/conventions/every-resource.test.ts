/** What holds for every resource of every stack of every test platform. One file, so that they are synthesized once. */
import './tags';
import './storage';
import './encryption';
import './permissions';
import './boundaries';
import './exposure';
import './logs';
import './portability';
import './addresses';
import './outputs';
